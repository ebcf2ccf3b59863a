import type { Role } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import type { FoundMember } from './find-member-by-text.server.ts'
import { findMemberByText } from './find-member-by-text.server.ts'
import { pairIsClosed } from './closed-pair.server.ts'

export type HandOverRefusal =
	/** Not a report of the person's in a running cycle, or not there. */
	| { reason: 'not-found' }
	/** Nobody, or several, are meant by the text. */
	| { reason: Extract<FoundMember, { ok: false }>['reason'] }
	| { reason: 'no-account' | 'is-manager'; name: string }
	| { reason: 'is-participant' | 'sent'; name: string }
	/** The one named reads everybody's answers, and the person's were open to them before the manager's side is given. */
	| { reason: 'has-read'; name: string; delegateName: string }
	/** No more answers are taken about this person, and the other side is missing, which nobody could give any more. */
	| { reason: 'over'; name: string }
	/** Somebody else has changed who stands in for these. */
	| { reason: 'conflict'; names: readonly string[] }

export type HandOverResult = { ok: true; count: number } | ({ ok: false } & HandOverRefusal)

/** Who stands in from now on (`gives`) or no longer, each with the people whom it is about. */
export type ToldOfHandOver = {
	email: string
	gives: boolean
	about: { name: string; managerName: string | null }[]
}

type Report = {
	id: string
	version: number
	memberId: string
	memberName: string
	managerId: string | null
	managerName: string | null
	delegateId: string | null
	cycleId: string
	cycleName: string
	delegateSent: boolean
	delegateCan: boolean
	/** Answers are taken, or both sides are in. */
	isOpen: boolean
	/** Whoever reads everybody's answers could read the person's, and the manager's side is not given yet. */
	isRead: boolean
}

type Input = {
	/** As the form showed them. */
	reports: readonly { participantId: string; version: number }[]
	/** Who stands in: an e-mail, an employee id or a full name. Null gives the reports back to their manager. */
	delegate: string | null
	reason: string | null
	/** Calendar day where the account is. */
	today: string
	/** Makes the mails that tell those who stand in from now on, or no longer. */
	announce: (of: { cycleName: string; told: ToldOfHandOver[] }) => OutboxMail[]
}

/**
 * Names who gives the manager's side of reports in the running cycle, or gives them back to their manager: by the manager as
 * frozen in the cycle, and by HR for anybody but themselves. Not once the one who stands in has sent, unless they can no
 * longer sign in; and once no answers are taken any more, only pairs of which both sides are in, because one side alone may
 * count as long as nobody could give the other. All or none.
 */
export async function handOverReports(scope: AccountScope, input: Input): Promise<HandOverResult> {
	return withAccount(scope, async (transaction) => {
		const reports = await lockReports(transaction, scope, input)
		const [first] = reports
		if (!first || reports.length !== input.reports.length) return { ok: false, reason: 'not-found' }
		const wanted = new Map(input.reports.map(({ participantId, version }) => [participantId, version]))
		const stale = reports.filter(({ id, version }) => wanted.get(id) !== version)
		if (stale.length > 0) {
			return { ok: false, reason: 'conflict', names: stale.map(({ memberName }) => memberName) }
		}
		const sent = reports.find(({ delegateSent, delegateCan }) => delegateSent && delegateCan)
		if (sent) return { ok: false, reason: 'sent', name: sent.memberName }
		const over = reports.find(({ isOpen }) => !isOpen)
		if (over) return { ok: false, reason: 'over', name: over.memberName }
		const found = await findDelegate(transaction, scope, input, reports)
		if (!found.ok) return found

		const changed = reports.filter(({ delegateId }) => delegateId !== found.id)
		await transaction.sql.query(
			`UPDATE participant SET delegate_id = $3, delegate_reason = $4, delegated_at = now(), version = version + 1
			 WHERE account_id = $1 AND id = ANY ($2::uuid[])`,
			[scope.accountId, changed.map(({ id }) => id), found.id, found.id && input.reason],
		)
		for (const { memberId, cycleId } of changed) {
			await appendAuditEvent(transaction, scope, {
				action: found.id ? 'participant.delegated' : 'participant.taken-back',
				subject: { kind: 'member', memberId },
				detail: { cycleId },
			})
		}
		const told = await readTold(transaction, scope, changed, found.id)
		if (told.length > 0) {
			const mails = input.announce({ cycleName: first.cycleName, told })
			await addOutboxMessages(transaction, scope.accountId, mails)
		}
		return { ok: true, count: changed.length }
	})
}

/** Those of the asked reports that the person may hand over, held until the transaction ends, with their cycle's phase. */
async function lockReports({ sql }: Transaction, scope: AccountScope, { reports }: Input): Promise<Report[]> {
	const person = { roles: scope.roles, isMember: scope.memberId !== null, isManager: true }
	const participantIds = reports.map(({ participantId }) => participantId)
	// Before the participants, as whoever moves the cycle on does: else the two wait for each other.
	await sql.query(
		`SELECT FROM cycle c WHERE c.account_id = $1
			AND c.id IN (SELECT p.cycle_id FROM participant p WHERE p.account_id = $1 AND p.id = ANY ($2::uuid[])) FOR SHARE`,
		[scope.accountId, participantIds],
	)
	const { rows } = await sql.query<Report>(
		`SELECT p.id, p.version, p.member_id AS "memberId", m.name AS "memberName", p.manager_id AS "managerId",
			boss.name AS "managerName", p.delegate_id AS "delegateId", c.id AS "cycleId", c.name AS "cycleName",
			EXISTS (SELECT FROM check_in i JOIN membership by ON by.account_id = i.account_id AND by.id = i.rater_membership_id
				WHERE i.account_id = p.account_id AND i.participant_id = p.id AND i.rater = 'manager'
					AND i.submitted_at IS NOT NULL AND by.member_id = p.delegate_id) AS "delegateSent",
			EXISTS (SELECT FROM membership s WHERE s.account_id = p.account_id AND s.member_id = p.delegate_id
				AND membership_is_open(s)) AS "delegateCan",
			c.phase <> 'calibration' OR p.reopened_at IS NOT NULL OR 2 = (SELECT count(*) FROM check_in i
				WHERE i.account_id = p.account_id AND i.participant_id = p.id AND i.submitted_at IS NOT NULL) AS "isOpen",
			(p.reopened_at IS NOT NULL OR ${pairIsClosed}) AND NOT EXISTS (SELECT FROM check_in i
				WHERE i.account_id = p.account_id AND i.participant_id = p.id AND i.rater = 'manager'
					AND i.submitted_at IS NOT NULL) AS "isRead"
		 FROM participant p
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 LEFT JOIN member boss ON boss.account_id = p.account_id AND boss.id = p.manager_id
		 WHERE p.account_id = $1 AND p.id = ANY ($2::uuid[]) AND p.state = 'active'
			AND (c.phase IN ('open', 'review', 'calibration') OR c.phase = 'published' AND p.reopened_at IS NOT NULL)
			AND ($4 OR p.manager_id = $3) AND p.member_id IS DISTINCT FROM $3
		 ORDER BY lower(m.name), p.id
		 FOR NO KEY UPDATE OF p`,
		[scope.accountId, participantIds, scope.memberId, reachOf(person, 'check-ins.delegate').has('all')],
	)
	return rows
}

async function findDelegate(
	transaction: Transaction,
	scope: AccountScope,
	{ delegate, today }: Input,
	reports: readonly Report[],
): Promise<{ ok: true; id: string | null } | ({ ok: false } & HandOverRefusal)> {
	if (delegate === null) return { ok: true, id: null }
	const found = await findMemberByText(transaction, scope, { text: delegate, today })
	if (!found.ok) return found
	const { id, name } = found
	if (reports.some(({ memberId }) => memberId === id)) return { ok: false, reason: 'is-participant', name }
	if (reports.some(({ managerId }) => managerId === id)) return { ok: false, reason: 'is-manager', name }
	const { rows } = await transaction.sql.query<{ roles: Role[] }>(
		`SELECT m.roles::text[] AS roles FROM membership m
		 WHERE m.account_id = $1 AND m.member_id = $2 AND membership_is_open(m)`,
		[scope.accountId, id],
	)
	const [membership] = rows
	if (!membership) return { ok: false, reason: 'no-account', name }
	const person = { roles: membership.roles, isMember: true, isManager: false }
	const read = reachOf(person, 'outcomes.read').has('all') ? reports.find(({ isRead }) => isRead) : undefined
	return read
		? { ok: false, reason: 'has-read', name: read.memberName, delegateName: name }
		: { ok: true, id }
}

/** Everybody who stood in before, and who does from now on, with their address; never the person who does it. */
async function readTold(
	{ sql }: Transaction,
	scope: AccountScope,
	changed: readonly Report[],
	delegateId: string | null,
): Promise<ToldOfHandOver[]> {
	const before = Map.groupBy(changed, (report) => report.delegateId)
	const ids = [...new Set([...before.keys(), delegateId])].filter((id) => id !== null)
	const { rows } = await sql.query<{ memberId: string; email: string }>(
		`SELECT m.member_id AS "memberId", u.email FROM membership m JOIN "user" u ON u.id = m.user_id
		 WHERE m.account_id = $1 AND m.member_id = ANY ($2::uuid[]) AND m.member_id IS DISTINCT FROM $3
			AND membership_is_open(m) ORDER BY u.email`,
		[scope.accountId, ids, scope.memberId],
	)
	return rows.flatMap(({ memberId, email }) => {
		const gives = memberId === delegateId
		const about = (gives ? changed : (before.get(memberId) ?? [])).map(({ memberName, managerName }) => ({
			name: memberName,
			managerName,
		}))
		return about.length > 0 ? [{ email, gives, about }] : []
	})
}
