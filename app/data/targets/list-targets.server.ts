import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { runningPhases } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { StoredTarget, TargetValue } from './set-target.server.ts'
import { heldTarget, presentTargets, targetSets } from './target-rule-sql.server.ts'

type WideTarget = {
	/** What counts from now on; null where there is none. */
	target: StoredTarget | null
	/** What was frozen with the newest published cycle; null for none. */
	published: TargetValue | null
	/** For how many people it holds, or would: for nobody for whom something nearer holds. */
	people: number
}

export type FamilyTarget = WideTarget & {
	familyId: string
	familyName: string
	/** Members of the family who have not left. */
	members: number
}

export type Targets = {
	/** Of the company: for everybody in a family for whom nothing nearer holds. */
	account: WideTarget
	families: FamilyTarget[]
	/** How many teams and people have one of their own. */
	teams: number
	members: number
	/** The newest published cycle and the one that runs, by name. */
	publishedName: string | null
	runningName: string | null
}

type Row = {
	familyId: string
	familyName: string
	members: number
	people: number
	target: StoredTarget | null
	published: TargetValue | null
}
type Wide = Omit<Targets, 'account' | 'families'> & Pick<WideTarget, 'target' | 'published'>

const value = (alias: string, ...more: string[]) => `CASE WHEN ${alias}.tier IS NOT NULL THEN
	json_build_object('halfSteps', ${alias}.tier, 'dueOn', ${alias}.due_on::text${more.map((one) => `, ${one}`).join('')}) END`

/** The target of the account and of every family, beside what the newest published cycle keeps. */
export async function listTargets(scope: AccountScope, { today }: { today: Day }): Promise<Targets> {
	return withAccountSql(scope, async (sql) => {
		const newest = `newest AS (
			SELECT s.id FROM snapshot s JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
			WHERE s.account_id = $1 ORDER BY c.starts_on DESC, s.version DESC LIMIT 1
		 )`
		const { rows: families } = await sql.query<Row>(
			`WITH RECURSIVE ${newest},
			 ${targetSets(presentTargets)},
			 counted AS (
				SELECT m.family_id, count(*)::int AS members,
					(count(*) FILTER (WHERE coalesce(held.scope NOT IN ('member', 'team'), true)))::int AS people
				FROM member m
				CROSS JOIN LATERAL (
					SELECT ${heldTarget(presentTargets, { person: 'm.id', team: 'm.team_id', family: 'm.family_id' })} ->> 'scope' AS scope
				) held
				WHERE m.account_id = $1 AND m.family_id IS NOT NULL AND (m.left_on IS NULL OR m.left_on > $2::date)
				GROUP BY m.family_id
			 )
			 SELECT f.id AS "familyId", f.name AS "familyName", coalesce(c.members, 0) AS members, coalesce(c.people, 0) AS people,
				${value('t', `'version', t.version`)} AS target, ${value('p')} AS published
			 FROM role_family f
			 LEFT JOIN counted c ON c.family_id = f.id
			 LEFT JOIN target t ON t.account_id = f.account_id AND t.family_id = f.id
			 LEFT JOIN snapshot_target p ON p.account_id = f.account_id AND p.family_id = f.id
				AND p.snapshot_id = (SELECT id FROM newest)
			 WHERE f.account_id = $1
			 ORDER BY f.position, f.key`,
			[scope.accountId, today],
		)
		const { rows } = await sql.query<Wide>(
			`WITH ${newest}
			 SELECT ${value('t', `'version', t.version`)} AS target, ${value('p')} AS published,
				(SELECT count(*)::int FROM target WHERE account_id = $1 AND scope = 'team') AS teams,
				(SELECT count(*)::int FROM target WHERE account_id = $1 AND scope = 'member') AS members,
				(SELECT c.name FROM cycle c WHERE c.account_id = $1 AND c.phase = 'published'
					ORDER BY c.starts_on DESC LIMIT 1) AS "publishedName",
				(SELECT c.name FROM cycle c WHERE c.account_id = $1 AND c.phase::text = ANY ($2)
					ORDER BY c.starts_on DESC LIMIT 1) AS "runningName"
			 FROM account a
			 LEFT JOIN target t ON t.account_id = a.id AND t.scope = 'account'
			 LEFT JOIN snapshot_target p ON p.account_id = a.id AND p.scope = 'account' AND p.snapshot_id = (SELECT id FROM newest)
			 WHERE a.id = $1`,
			[scope.accountId, runningPhases],
		)
		const [wide] = rows
		if (!wide) throw new Error('The account is gone.')
		const { target, published, ...rest } = wide
		const without = families.filter((family) => family.target === null)
		return {
			...rest,
			account: { target, published, people: without.reduce((sum, { people }) => sum + people, 0) },
			families,
		}
	})
}
