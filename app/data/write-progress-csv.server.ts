import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import { countAssessed, countEligible, participantStandings } from '#app/domain/cycle/participant-standing.ts'
import type { ProgressSearch } from '#app/domain/cycle/progress-search.ts'
import { standingsOf } from '#app/domain/cycle/standing-words.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'
import { formatCsvPart } from '#app/lib/csv-part.server.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { CycleParticipant } from './cycle-participants-sql.server.ts'
import { participantSorts } from './cycle-participants-sql.server.ts'
import type { FollowedCycle } from './find-followed-cycle.server.ts'
import type { GroupProgress } from './list-group-progress.server.ts'
import { groupProgressSorts, listGroupProgress } from './list-group-progress.server.ts'
import { readProgressDays } from './read-progress-days.server.ts'
import { streamCycleParticipants } from './stream-cycle-participants.server.ts'

type Of = { cycle: FollowedCycle; seenBy: string | null; search: ProgressSearch; today: Day }

const about = ['cycle', 'phase', 'as_of']
const standingColumns = participantStandings.map((standing) => standing.replaceAll('-', '_'))

const groupColumns = [...about, 'id', 'name', 'eligible', 'assessed', 'coverage', ...standingColumns]
const teamColumns = [...groupColumns, 'parent_team', 'team_lead']
const managerColumns = [...groupColumns, 'stands_in_for']
const peopleColumns = [
	...about,
	...['person', 'team', 'role_family', 'manager', 'stands_in', 'standing', 'self_sent', 'manager_sent'],
	...['joined_late', 'exempt_kind'],
]
const dayColumns = [...about, 'day', 'eligible', 'self_sent', 'manager_sent', 'with_result']

const groupings = { teams: 'team', families: 'family', managers: 'manager' } as const

/**
 * Writes a view of a cycle's progress as CSV, in pieces, header first: exactly what the page has filtered, in its order,
 * without pages. Shares go from 0 to 1; whoever follows their own people gets no reason of HR's for an exemption, only its
 * kind.
 *
 * @param write is waited for before more is read
 */
export async function writeProgressCsv(
	scope: AccountScope,
	{ cycle, seenBy, search, today }: Of,
	write: (text: string) => Promise<void>,
): Promise<void> {
	const rowAbout = [cycle.name, cycle.phase, today]
	const part = (rows: readonly CsvCell[][]) => formatCsvPart(rows.map((row) => [...rowAbout, ...row]))
	const header = (columns: readonly string[]) => write('\uFEFF' + formatCsvPart([columns]))
	const { view } = search
	const descending = search.order === 'desc'
	const of = { cycleId: cycle.id, seenBy }
	if (view === 'time') {
		await header(dayColumns)
		const days = await readProgressDays(scope, of)
		await write(
			part(days.map(({ day, eligible, self, manager, result }) => [day, eligible, self, manager, result])),
		)
		return
	}
	if (view === 'people') {
		await header(peopleColumns)
		const filter = {
			...{ ...of, descending, search: search.search, standings: standingsOf(search.standing) },
			...{ teamId: search.team, familyId: search.family, managerId: search.manager },
			sort: participantSorts.find((sort) => sort === search.sort) ?? 'name',
		}
		await streamCycleParticipants(scope, filter, (rows) => write(part(rows.map(cellsOfPerson))))
		return
	}
	await header(view === 'teams' ? teamColumns : view === 'managers' ? managerColumns : groupColumns)
	const { groups } = await listGroupProgress(scope, {
		...{ ...of, by: groupings[view], search: search.search, descending, pageSize: null },
		sort: groupProgressSorts.find((sort) => sort === search.sort) ?? 'name',
	})
	await write(
		part(
			groups.map((group) => [
				...cellsOfGroup(group),
				...(view === 'teams' ? [group.parentName, group.leadName] : []),
				...(view === 'managers' ? [group.standsInFor] : []),
			]),
		),
	)
}

function cellsOfGroup({ id, name, counts }: GroupProgress): CsvCell[] {
	return [id, name, ...cellsOfCounts(counts)]
}

function cellsOfCounts(counts: StandingCounts): CsvCell[] {
	const eligible = countEligible(counts)
	const assessed = countAssessed(counts)
	const coverage = eligible === 0 ? null : Number((assessed / eligible).toFixed(4))
	return [eligible, assessed, coverage, ...participantStandings.map((standing) => counts[standing])]
}

const yes = (is: boolean) => (is ? 'yes' : 'no')

function cellsOfPerson(person: CycleParticipant): CsvCell[] {
	return [
		person.name,
		person.teamName,
		person.familyName,
		person.managerName,
		person.delegateName,
		person.standing,
		yes(person.selfSubmitted),
		yes(person.managerSubmitted),
		yes(person.joinedAt !== null),
		person.exemption?.kind ?? null,
	]
}
