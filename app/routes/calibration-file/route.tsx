import { z } from 'zod'
import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { calibrationSightOf } from '#app/data/calibration-sight-sql.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { listCalibrationGroups } from '#app/data/list-calibration-groups.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutDay, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { Route } from './+types/route.ts'

const count = { type: 'number', width: 12, paper: 11 } as const

/** Names and order stay; a new one comes at the end. */
const columns = [
	column('cycle', 'Cycle', { width: 12 }),
	column('phase', 'Phase', { width: 12 }),
	column('as_of', 'As of', { type: 'day', width: 12 }),
	column('group', 'Group', { width: 32, paper: 26 }),
	column('teams', 'Teams', count),
	column('people', 'People', count),
	column('with_result', 'With a result', count),
	column('changed_here', 'Changed here', count),
	column('locked', 'Locked', { width: 9, paper: 8 }),
	column('locked_at', 'Locked at (UTC)', { type: 'moment', width: 18, paper: 18 }),
	column('locked_by', 'Locked by', { width: 26, paper: 18 }),
]

/** The calibration groups of a cycle as its page lists them, as the address ends: CSV, workbook or paper. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'cycles.calibrate')
	const sight = calibrationSightOf(person)
	const cycleId = z.guid().safeParse(params.cycleId)
	const cycle = cycleId.success ? await getCycle(scope, { cycleId: cycleId.data }) : null
	if (!cycle || cycle.phase === 'draft' || sight === null) throw notFound()
	if (sight === 'subtree' && cycle.phase !== 'calibration') throw notFound()
	const { groups, outside } = await listCalibrationGroups(scope, { cycleId: cycle.id, sight })
	const asOf = todayIn(account.timeZone)
	const rows = groups.map((group): CellRow => [
		...[cycle.name, cycle.phase, asOf, group.name],
		...[group.teams, group.people, group.settled, group.changed],
		...[group.lockedAt ? 'yes' : 'no', group.lockedAt?.toISOString() ?? null, group.lockedBy],
	])
	const sum = (of: (group: (typeof groups)[number]) => number) =>
		groups.reduce((all, group) => all + of(group), 0)
	const isWhole = sight !== 'subtree'
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns },
			name: `calibration-${cycle.name}`,
			title: `Calibration · ${cycle.name}`,
			about: () => [
				aboutText('Cycle', cycle.name),
				aboutText('Phase', cycle.phase),
				aboutDay('As of', asOf),
				aboutText('Of', isWhole ? 'everybody' : 'the people of the person who made this file'),
				aboutCount('Groups', rows.length),
				aboutCount(
					'People in them',
					sum(({ people }) => people),
				),
				aboutCount(
					'Changed in calibration',
					sum(({ changed }) => changed),
				),
				...(isWhole ? [aboutCount('People in no group', outside)] : []),
				aboutText('Suppression', 'None: how many were compared and changed, never to what.'),
			],
			footer: 'how far calibration is',
		},
	)
}
