import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type CycleHead = {
	id: string
	name: string
	phase: CyclePhase
	/** Calendar days. */
	startsOn: string
	endsOn: string
	publishedAt: Date | null
}

/** How far an account is on the way to its first published cycle, and which cycles matter now. */
export type AccountStart = {
	/** People of the roster who have not left. */
	members: number
	/** Those of them in a family that is assessed. */
	inFamily: number
	/** Those of them who can sign in. */
	joined: number
	/** Invitations that wait for an answer. */
	invited: number
	/** Somebody may run cycles. */
	hasHr: boolean
	draft: CycleHead | null
	running: CycleHead | null
	lastPublished: CycleHead | null
}

export async function getAccountStart(scope: AccountScope): Promise<AccountStart> {
	return withAccount(scope, async ({ sql }) => {
		const counts = await sql.query<
			Pick<AccountStart, 'members' | 'inFamily' | 'joined' | 'invited' | 'hasHr'>
		>(
			`SELECT count(*)::int AS members, count(m.family_id)::int AS "inFamily", count(s.id)::int AS joined,
				(SELECT count(*)::int FROM invitation i WHERE i.account_id = $1 AND i.accepted_at IS NULL
					AND i.revoked_at IS NULL AND i.expires_at > now()) AS invited,
				EXISTS (SELECT FROM membership h WHERE h.account_id = $1 AND 'hr' = ANY(h.roles)) AS "hasHr"
			 FROM member m
			 LEFT JOIN membership s ON s.account_id = m.account_id AND s.member_id = m.id
			 WHERE m.account_id = $1 AND (m.left_on IS NULL OR m.left_on > current_date)`,
			[scope.accountId],
		)
		const cycles = await sql.query<CycleHead>(
			`SELECT DISTINCT ON (kind) id, name, phase, starts_on::text AS "startsOn", ends_on::text AS "endsOn",
				published_at AS "publishedAt"
			 FROM (SELECT *, CASE WHEN phase IN ('draft', 'published') THEN phase::text ELSE 'running' END AS kind
				FROM cycle WHERE account_id = $1) c
			 ORDER BY kind, starts_on DESC, id`,
			[scope.accountId],
		)
		const [count] = counts.rows
		if (!count) throw new Error('A count always has a row.')
		const head = (fits: (phase: CyclePhase) => boolean) =>
			cycles.rows.find(({ phase }) => fits(phase)) ?? null
		return {
			...count,
			draft: head((phase) => phase === 'draft'),
			running: head((phase) => phase !== 'draft' && phase !== 'published'),
			lastPublished: head((phase) => phase === 'published'),
		}
	})
}
