import type pg from 'pg'
import { reachOf, type Person } from '#app/domain/access/policy.ts'
import type { Disclosure } from '#app/domain/suppression/apply-pattern.ts'
import { patternReader } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { readReaderPattern } from './read-reader-pattern.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'
import { standInsOf } from './stand-ins-sql.server.ts'

/**
 * How a person reads one published snapshot (DESIGN, rule 9 and the access table):
 * - `everything`: HR
 * - `stored`: through the pattern that was stored at publication, for who sees nobody, or nobody but themselves
 * - `own`: the cells that are shown to this member, who sees others individually
 */
export type Reading = {
	through: 'everything' | 'stored' | 'own'
	/** The nodes that the person can reach at all; null for every one. The root is always among them. */
	nodeIds: readonly string[] | null
	/** Teams that the member led in the cycle, and every team below: the member sees everybody there. */
	openNodeIds: ReadonlySet<string>
	/** Whether nobody takes part in the cycle whom the person does not see individually: then nothing is held back. */
	seesEverybody: boolean
	/** `standInsOf` the person. */
	standIns: string
}

/** The one place where it is decided who reads a snapshot how, for pages, data answers and exports; null for no right. */
export async function readReading(
	sql: pg.ClientBase,
	scope: AccountScope,
	person: Person,
	{ snapshotId }: { snapshotId: string },
): Promise<Reading | null> {
	const reach = reachOf(person, 'heatmap.read')
	if (reach.size === 0) return null
	if (reach.has('all')) {
		return { through: 'everything', nodeIds: null, openNodeIds: new Set(), seesEverybody: true, standIns: '' }
	}
	const sight =
		scope.memberId === null ? nobody : await readSight(sql, scope, { snapshotId, memberId: scope.memberId })
	const managed = sight.others > 0 && reach.has('subtree')
	return {
		through: sight.others > 0 ? 'own' : 'stored',
		nodeIds:
			managed || reach.has('suppressed') ? null : [scope.accountId, ...(sight.teamId ? [sight.teamId] : [])],
		openNodeIds: new Set(managed ? sight.openNodeIds : []),
		seesEverybody: sight.others > 0 && !sight.missesSome,
		standIns: sight.standIns,
	}
}

/** What a reading discloses of some nodes. Decides the patterns of who sees others, in transactions of their own. */
export async function readOwnDisclosure(
	scope: AccountScope,
	reading: Reading,
	{ snapshotId }: { snapshotId: string },
): Promise<Disclosure> {
	if (scope.memberId === null) throw new Error('Only a member sees others.')
	const { standIns, openNodeIds } = reading
	const pattern = await readReaderPattern(scope, { snapshotId, memberId: scope.memberId, standIns })
	return { kind: 'pattern', isShown: patternReader(pattern), openNodeIds }
}

type Sight = {
	/** The member's own team in the cycle. */
	teamId: string | null
	/** People other than the member whom the member sees individually. */
	others: number
	/** Whether there are others whom the member does not see. */
	missesSome: boolean
	openNodeIds: string[]
	standIns: string
}
const nobody: Sight = { teamId: null, others: 0, missesSome: true, openNodeIds: [], standIns: '' }

async function readSight(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	of: { snapshotId: string; memberId: string },
): Promise<Sight> {
	const cycle = '(SELECT s.cycle_id FROM snapshot s WHERE s.account_id = $1 AND s.id = $2)'
	const { rows } = await sql.query<Sight>(
		`WITH RECURSIVE led (team_id) AS (
			SELECT t.team_id FROM cycle_team t WHERE t.account_id = $1 AND t.cycle_id = ${cycle} AND t.lead_id = $3
			UNION
			SELECT t.team_id FROM led l
			JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = ${cycle} AND t.parent_id = l.team_id
		 ),
		 seen (id) AS MATERIALIZED (${seenParticipants({ account: '$1', cycle, member: '$3' })})
		 SELECT
			(SELECT p.team_id FROM participant p
				WHERE p.account_id = $1 AND p.cycle_id = ${cycle} AND p.member_id = $3) AS "teamId",
			(SELECT count(*)::int FROM seen JOIN participant p ON p.account_id = $1 AND p.id = seen.id
				WHERE p.member_id <> $3) AS others,
			EXISTS (SELECT FROM participant p
				WHERE p.account_id = $1 AND p.cycle_id = ${cycle} AND p.member_id <> $3
				AND p.id NOT IN (SELECT id FROM seen)) AS "missesSome",
			ARRAY(SELECT team_id::text FROM led) AS "openNodeIds", ${standInsOf('$3')} AS "standIns"`,
		[accountId, of.snapshotId, of.memberId],
	)
	return rows[0] ?? nobody
}
