import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { keepPseudonym } from './keep-pseudonym.server.ts'

/** Whom or what an event is about: a person (kept as a pseudonym) or a thing by its id. */
export type AuditSubject =
	| { kind: 'member'; memberId: string }
	| { kind: 'user'; userId: string }
	| {
			kind:
				| 'account'
				| 'team'
				| 'role-family'
				| 'job-family'
				| 'framework'
				| 'cycle'
				| 'snapshot'
				| 'import'
				| 'target'
				| 'metric'
				| 'metric-target'
				| 'invitation'
				| 'api-token'
				| 'webhook'
				| 'team-assessment'
				| 'roadmap'
				| 'roadmap-template'
				| 'training-topic'
			id: string | null
	  }

export type AuditEntry = {
	/** `noun.verb-in-past`, such as `cycle.published`. */
	action: string
	subject: AuditSubject
	/** Figures and field names; never a name, an e-mail address, a tier or free text about a person. */
	detail?: Record<string, string | number | boolean | null | readonly string[]>
}

/**
 * Appends to the account's audit log within the transaction that does what is logged, so that both happen or neither.
 * The database numbers and chains the row.
 */
export async function appendAuditEvent(
	transaction: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	{ action, subject, detail = {} }: AuditEntry,
): Promise<void> {
	const { accountId } = scope
	const actorId = scope.userId && (await keepPseudonym(transaction, accountId, 'user_id', scope.userId))
	const subjectId =
		subject.kind === 'member'
			? await keepPseudonym(transaction, accountId, 'member_id', subject.memberId)
			: subject.kind === 'user'
				? await keepPseudonym(transaction, accountId, 'user_id', subject.userId)
				: subject.id
	// A token is nobody's: without it, what a program did would look like Contour's own doing.
	const all = scope.tokenId ? { ...detail, apiToken: scope.tokenId } : detail
	await transaction.sql.query(
		`INSERT INTO audit_event (account_id, sequence, at, actor_id, action, subject, subject_id, detail, previous_hash, hash)
		 VALUES ($1, 0, now(), $2, $3, $4, $5, $6, '', '')`,
		[accountId, actorId, action, subject.kind, subjectId, JSON.stringify(all)],
	)
}
