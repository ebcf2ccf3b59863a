import type { AccountScope } from '#app/data/account-scope.server.ts'
import { cellCounts } from '#app/data/cell-counts-sql.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { livePeople } from '#app/data/live-people-sql.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import { answersOfVersion, changedSinceVersion } from '#app/data/results-of-version-sql.server.ts'
import type { PeopleRows } from '#app/domain/heatmap/heat-rows.ts'
import { stateMeasure, tierMeasure, type CountRow } from '#app/domain/suppression/pattern.ts'
import { isBelow, peopleRowId } from './people-rows-sql.server.ts'

/** Everybody of a published version, as `cellCounts` takes people: whom `where` chooses among the participants `p`. */
const publishedPeople = (of: {
	account: string
	cycle: string
	version: string
	home: string
	where: string
}) => `
	SELECT p.id, ${of.home}, p.family_id, p.state::text,
		CASE WHEN p.state = 'active' THEN CASE WHEN e.participant_id IS NULL THEN p.tier ELSE e.tier END END,
		p.state = 'active' AND CASE WHEN e.participant_id IS NULL THEN p.single_rater ELSE e.single_rater END IS NOT NULL,
		NULL::smallint
	FROM participant p
	LEFT JOIN (${changedSinceVersion(of)}) e ON e.participant_id = p.id
	WHERE p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND ${of.where}`

/**
 * The counts of rows that are made of people, of a version of a published cycle or of the running one as it stands now: everybody
 * of a node in the one row that is theirs. For who sees everybody; whoever calls it has made sure of that.
 *
 * @param of.cycle its version is null for the running one
 * @param of.teamId null for everybody
 */
export async function countPeopleRows(
	scope: AccountScope,
	of: {
		rows: PeopleRows
		cycle: { id: string; version: number | null }
		teamId: string | null
		rowIds: readonly string[]
		questions: readonly string[]
	},
): Promise<CountRow[]> {
	const { rows, cycle, teamId, rowIds, questions } = of
	if (rowIds.length === 0) return []
	const at = { account: '$1', cycle: '$2' }
	const isLive = cycle.version === null
	const home = peopleRowId(rows, '$7')
	const where = `${isBelow({ ...at, team: '$3' })} AND ${home} = ANY ($4::uuid[])`
	const version = '$6::int'
	const answers = isLive
		? 'outcome_answer a WHERE a.account_id = $1'
		: `(${answersOfVersion({ ...at, version })}) a`
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const counts = cellCounts({
			account: '$1::uuid',
			node: 'SELECT DISTINCT unnest($4::uuid[]), NULL::uuid',
			people: isLive
				? livePeople({ ...at, today: '$6', home, where })
				: publishedPeople({ ...at, version, home, where }),
			answers: questions.length > 0 ? answers : 'outcome_answer a WHERE false',
		})
		const read = await transaction.sql.query<CountRow>(
			`SELECT node_id AS "nodeId", family_id AS "familyId", measure, value::int AS value, count FROM (${counts}) c
			 WHERE measure = ANY ($5)`,
			[
				...[scope.accountId, cycle.id, teamId, rowIds, [tierMeasure, stateMeasure, ...questions]],
				isLive ? today : cycle.version,
				...(rows.kind === 'attribute' ? [rows.name] : []),
			],
		)
		return read.rows
	})
}
