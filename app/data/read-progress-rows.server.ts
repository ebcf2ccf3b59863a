import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import { countAssessed, countEligible, participantStandings } from '#app/domain/cycle/participant-standing.ts'
import type { ProgressSearch, ProgressView } from '#app/domain/cycle/progress-search.ts'
import { standingsOf } from '#app/domain/cycle/standing-words.ts'
import type { CellColumn, CellRow } from '#app/lib/sheet/cell-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { CycleParticipant } from './cycle-participants-sql.server.ts'
import { participantSorts } from './cycle-participants-sql.server.ts'
import type { FollowedCycle } from './find-followed-cycle.server.ts'
import { listCycleParticipants } from './list-cycle-participants.server.ts'
import type { GroupProgress } from './list-group-progress.server.ts'
import { groupProgressSorts, listGroupProgress } from './list-group-progress.server.ts'
import { readProgressDays } from './read-progress-days.server.ts'
import { streamCycleParticipants } from './stream-cycle-participants.server.ts'

type Of = { cycle: FollowedCycle; seenBy: string | null; search: ProgressSearch; today: Day }

/** Rows that are read while they are written: how many there will be, and each batch of them. */
export type ProgressRows = {
	columns: CellColumn[]
	count: number
	/** @param write is waited for before more is read */
	each: (write: (rows: readonly CellRow[]) => Promise<void>) => Promise<void>
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const number = { type: 'number', width: 10 } as const
const counted = { ...number, paper: 7 }
const about = [
	column('cycle', 'Cycle', { width: 12 }),
	column('phase', 'Phase', { width: 12 }),
	column('as_of', 'As of', { type: 'day', width: 12 }),
]
const groupColumns = [
	...about,
	column('id', 'Id', { width: 38 }),
	column('name', 'Name', { width: 28, paper: 14 }),
	column('eligible', 'Eligible', counted),
	column('assessed', 'Assessed', { ...number, paper: 7.5 }),
	column('coverage', 'Coverage', { type: 'percent', decimals: 1, width: 10, paper: 7.5 }),
	...participantStandings.map((standing) =>
		column(standing.replaceAll('-', '_'), upper(standing.replaceAll('-', ' ')), {
			...{ ...counted, paper: standing === 'not-assessed' ? 7.5 : counted.paper },
		}),
	),
]

/** Names and order stay; a new one comes at the end. */
const columnsOf: Record<ProgressView, CellColumn[]> = {
	families: groupColumns,
	teams: [
		...groupColumns,
		column('parent_team', 'Team above', { width: 24 }),
		column('team_lead', 'Team lead', { width: 24 }),
	],
	managers: [...groupColumns, column('stands_in_for', 'Stands in for', counted)],
	people: [
		...about,
		column('person', 'Person', { width: 26, paper: 16 }),
		column('team', 'Team', { width: 24, paper: 14 }),
		column('role_family', 'Role family', { width: 18, paper: 11 }),
		column('manager', 'Manager', { width: 24, paper: 14 }),
		column('stands_in', 'Stands in', { width: 24, paper: 12 }),
		column('standing', 'Standing', { width: 20, paper: 11 }),
		column('self_sent', 'Own sent', { width: 9, paper: 6 }),
		column('manager_sent', 'Manager sent', { width: 9, paper: 7 }),
		column('joined_late', 'Joined late', { width: 9, paper: 6 }),
		column('exempt_kind', 'Exempt', { width: 14, paper: 8 }),
	],
	time: [
		...about,
		column('day', 'Day', { type: 'day', width: 12, paper: 10 }),
		column('eligible', 'Eligible', counted),
		column('self_sent', 'Own sent', counted),
		column('manager_sent', 'Manager sent', counted),
		column('with_result', 'With a result', counted),
	],
}

const groupings = { teams: 'team', families: 'family', managers: 'manager' } as const

/**
 * A view of a cycle's progress as rows: exactly what the page has filtered, in its order, without pages. Shares go from 0 to 1;
 * whoever follows their own people gets no reason of HR's for an exemption, only its kind.
 */
export async function readProgressRows(
	scope: AccountScope,
	{ cycle, seenBy, search, today }: Of,
): Promise<ProgressRows> {
	const { view } = search
	const columns = columnsOf[view]
	const descending = search.order === 'desc'
	const of = { cycleId: cycle.id, seenBy }
	const withAbout = (cells: CellValue[]): CellRow => [cycle.name, cycle.phase, today, ...cells]
	const whole = (rows: CellValue[][]): ProgressRows => ({
		...{ columns, count: rows.length },
		each: (write) => write(rows.map(withAbout)),
	})
	if (view === 'time') {
		const days = await readProgressDays(scope, of)
		return whole(
			days.map(({ day, eligible, self, manager, result }) => [day, eligible, self, manager, result]),
		)
	}
	if (view === 'people') {
		const filter = {
			...{ ...of, descending, search: search.search, standings: standingsOf(search.standing) },
			...{ teamId: search.team, familyId: search.family, managerId: search.manager },
			sort: participantSorts.find((sort) => sort === search.sort) ?? 'name',
		}
		const { total } = await listCycleParticipants(scope, { ...filter, pageSize: 1 })
		return {
			...{ columns, count: total },
			each: (write) =>
				streamCycleParticipants(scope, filter, (rows) =>
					write(rows.map((row) => withAbout(cellsOfPerson(row)))),
				),
		}
	}
	const { groups } = await listGroupProgress(scope, {
		...{ ...of, by: groupings[view], search: search.search, descending, pageSize: null },
		sort: groupProgressSorts.find((sort) => sort === search.sort) ?? 'name',
	})
	return whole(
		groups.map((group) => [
			...cellsOfGroup(group),
			...(view === 'teams' ? [group.parentName, group.leadName] : []),
			...(view === 'managers' ? [group.standsInFor] : []),
		]),
	)
}

function cellsOfGroup({ id, name, counts }: GroupProgress): CellValue[] {
	return [id, name, ...cellsOfCounts(counts)]
}

function cellsOfCounts(counts: StandingCounts): CellValue[] {
	const eligible = countEligible(counts)
	const assessed = countAssessed(counts)
	const coverage = eligible === 0 ? null : Number((assessed / eligible).toFixed(4))
	return [eligible, assessed, coverage, ...participantStandings.map((standing) => counts[standing])]
}

const yes = (is: boolean) => (is ? 'yes' : 'no')

function cellsOfPerson(person: CycleParticipant): CellValue[] {
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
