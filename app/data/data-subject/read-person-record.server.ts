import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { listSessions } from '#app/data/list-sessions.server.ts'
import { teamPathSql } from '#app/data/member-filter-sql.server.ts'
import type { HeldTarget } from '#app/data/targets/read-held-target.server.ts'
import { readHeldTarget } from '#app/data/targets/read-held-target.server.ts'
import type { TargetValue } from '#app/data/targets/set-target.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { targetScopeWords } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { momentSql } from './moment-sql.server.ts'
import type { PersonRecord } from './person-record.ts'
import { leftOutFor } from './person-record.ts'
import { readParticipations } from './read-participations.server.ts'
import { readTrainingAndReports } from './read-training-and-reports.server.ts'
import { readWritten } from './read-written.server.ts'

/**
 * Everything that the account holds about one person: for the person themself, and for HR as far as HR goes; null for
 * everybody else. That somebody else has taken it is written into the audit log.
 */
export async function readPersonRecord(
	scope: AccountScope,
	{ memberId, form }: { memberId: string; form: 'json' | 'pdf' },
): Promise<PersonRecord | null> {
	if (!z.guid().safeParse(memberId).success) return null
	const isSelf = scope.memberId?.toLowerCase() === memberId.toLowerCase()
	const person = { roles: scope.roles, isMember: scope.memberId !== null, isManager: false }
	if (!isSelf && !reachOf(person, 'person-record.read').has('all')) return null
	const of = { memberId, isSelf }
	const held = await readHeldTarget(scope, { memberId })
	const sessions = isSelf && scope.userId ? await listSessions(scope.userId) : []
	return withAccount(scope, async (transaction) => {
		const about = await readAbout(transaction, scope, of)
		if (!about) return null
		const participations = await readParticipations(transaction, scope, of)
		const { log, reminders, ...written } = await readWritten(transaction, scope, of)
		const { frozenTargets, training, ...kept } = await readTrainingAndReports(transaction, scope, of)
		if (!isSelf) {
			const subject = { kind: 'member', memberId } as const
			await appendAuditEvent(transaction, scope, { action: 'person.record-taken', subject, detail: { form } })
		}
		const madeFor = isSelf ? 'self' : 'hr'
		const { account, ...who } = about
		return {
			...{ form: 'contour-person-1', madeAt: new Date().toISOString(), account, madeFor },
			leftOut: leftOutFor(madeFor),
			...who,
			sessions: sessions.map(({ createdAt, lastUsedAt, expiresAt, userAgent }) => ({
				...{ since: createdAt.toISOString(), lastUsedAt: lastUsedAt.toISOString() },
				...{ endsAt: expiresAt.toISOString(), browser: userAgent },
			})),
			participations,
			...written,
			training,
			target: { ...targetsOf(held), inCycles: frozenTargets },
			reminders,
			...kept,
			log,
		}
	})
}

function targetsOf(held: HeldTarget | null): Pick<PersonRecord['target'], 'own' | 'holds'> {
	const valueOf = ({ halfSteps, dueOn }: TargetValue) => ({ tier: tierOf(halfSteps), dueOn })
	const own = held?.own ? valueOf(held.own) : null
	if (own) return { own, holds: { ...own, setFor: targetScopeWords.member, name: null } }
	if (!held?.inherited) return { own, holds: null }
	const { scope, name } = held.inherited.origin
	return { own, holds: { ...valueOf(held.inherited), setFor: targetScopeWords[scope], name } }
}

type About = Pick<
	PersonRecord,
	'account' | 'member' | 'reports' | 'leads' | 'logins' | 'user' | 'membership' | 'invitations'
>

async function readAbout(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ memberId }: { memberId: string },
): Promise<About | null> {
	const { rows } = await sql.query<About>(
		`WITH RECURSIVE ${teamPathSql}
		 SELECT jsonb_build_object('name', a.name, 'slug', a.slug) AS account,
			jsonb_build_object('id', m.id, 'name', m.name, 'email', m.email, 'employeeId', m.external_id, 'jobTitle', m.job_title,
				'family', f.name, 'jobFamily', j.name, 'team', array_to_string(p.path, ' / '), 'manager', g.name,
				'startedOn', m.started_on, 'leftOn', m.left_on, 'attributes', m.attributes,
				'recordedSince', ${momentSql('m.created_at')}) AS member,
			(SELECT count(*)::int FROM member r WHERE r.account_id = $1 AND r.manager_id = m.id) AS reports,
			ARRAY(SELECT t.name FROM team t WHERE t.account_id = $1 AND t.lead_id = m.id ORDER BY lower(t.name)) AS leads,
			(SELECT coalesce(jsonb_agg(jsonb_build_object('system', l.system, 'login', l.login) ORDER BY l.login), '[]')
				FROM member_login l WHERE l.account_id = $1 AND l.member_id = m.id) AS logins,
			CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('name', u.name, 'email', u.email,
				'since', ${momentSql('u.created_at')}) END AS "user",
			CASE WHEN s.id IS NOT NULL THEN jsonb_build_object('roles', s.roles, 'since', ${momentSql('s.created_at')}) END AS membership,
			(SELECT coalesce(jsonb_agg(jsonb_build_object('email', i.email, 'roles', i.roles, 'sentAt', ${momentSql('i.sent_at')},
				'acceptedAt', ${momentSql('i.accepted_at')}, 'revokedAt', ${momentSql('i.revoked_at')}) ORDER BY i.sent_at), '[]')
				FROM invitation i WHERE i.account_id = $1 AND i.member_id = m.id) AS invitations
		 FROM member m
		 JOIN account a ON a.id = m.account_id
		 LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
		 LEFT JOIN job_family j ON j.account_id = m.account_id AND j.id = m.job_family_id
		 LEFT JOIN team_path p ON p.id = m.team_id
		 LEFT JOIN member g ON g.account_id = m.account_id AND g.id = m.manager_id
		 LEFT JOIN membership s ON s.account_id = m.account_id AND s.member_id = m.id
		 LEFT JOIN "user" u ON u.id = s.user_id
		 WHERE m.account_id = $1 AND m.id = $2 AND m.erased_at IS NULL`,
		[accountId, memberId],
	)
	return rows[0] ?? null
}
