import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listAssignmentOptions } from '#app/data/training-assignments/list-assignment-options.server.ts'
import { listAssignments } from '#app/data/training-assignments/list-assignments.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AssignmentSearch } from '#app/domain/training-assignment/assignment-search.ts'
import { assignmentSearchSchema } from '#app/domain/training-assignment/assignment-search.ts'
import { aboutCount, aboutDay, aboutFilters, aboutOrder, aboutText } from '#app/lib/sheet/about-lines.ts'
import { cellOf, chartOfCounts } from '#app/lib/sheet/cell-columns.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import type { Route } from './+types/route.ts'
import { assignmentColumns, assignmentRow } from './rows.server.ts'

/** Exactly the assignments of the list with the same search, all pages of it, as the address ends: CSV, workbook or paper. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-assignments.export')
	const { page: _, ...search } = assignmentSearchSchema.parse(
		Object.fromEntries(new URL(request.url).searchParams),
	)
	const { rows, overdue } = await listAssignments(scope, person, { search })
	const today = todayIn(account.timeZone)
	const cells = rows.map(assignmentRow)
	return answerWithSheet(
		{ request, context },
		{
			...{ rows: cells, columns: assignmentColumns },
			name: `training-assignments-${account.slug}-${today}`,
			title: 'Training assignments',
			about: async () => {
				const { topics, teams } = await listAssignmentOptions(scope, person)
				const nameOf = (list: typeof topics, id: string) =>
					id && (list.find((one) => one.id === id)?.name ?? 'one')
				return [
					aboutDay('As of', today),
					aboutFilters({
						'a search by name': search.q !== '',
						topic: nameOf(topics, search.topic),
						'team, and below': nameOf(teams, search.team),
						state: stateNames[search.state],
						due: dueNames[search.due],
					}),
					aboutOrder(search.sort, search.order),
					aboutCount('Assignments', rows.length),
					aboutCount('People', new Set(rows.map(({ memberId }) => memberId)).size),
					aboutCount('Overdue, of all that is not finished', overdue),
					aboutText('Suppression', 'None: who may export sees everybody.'),
				]
			},
			footer: 'about single people, only for those who may see them',
			chart: chartOfCounts(cells, {
				...{
					title: 'Assignments by topic, the most first',
					unit: { one: 'assignment', many: 'assignments' },
					group: 'Topic',
				},
				nameOf: (row) => String(titleOf(row)),
			}),
			groupOf: headingsBy(search.sort),
		},
	)
}

const stateNames = {
	...{
		open: 'not finished',
		planned: 'planned',
		in_progress: 'in progress',
		done: 'done',
		dropped: 'dropped',
	},
	all: null,
} satisfies Record<AssignmentSearch['state'], string | null>
const dueNames = {
	...{ '': null, overdue: 'overdue', 7: 'in the next 7 days', 30: 'in the next 30 days', none: 'no day' },
} satisfies Record<AssignmentSearch['due'], string | null>

const titleOf = cellOf(assignmentColumns, 'title')

/** What the rows of an order have in common, one after another. */
function headingsBy(sort: AssignmentSearch['sort']): (row: CellRow) => string {
	if (sort === 'topic') return (row) => String(titleOf(row))
	const own = cellOf(assignmentColumns, sort === 'team' ? 'team' : 'state')
	if (sort === 'team') return (row) => String(own(row) ?? 'In no team')
	return sort === 'state' ? (row) => String(own(row)).replace('_', ' ') : () => 'Assignments'
}
