import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type ListedAuditEvent = {
	sequence: number
	at: Date
	action: string
	/** Who acted: a name, or a pseudonym where the event is about somebody's results. Null: the system. */
	actor: AuditPerson | null
	subject: string
	/** Whom or what it is about. Null: nobody in particular, or a person who was erased. */
	about: AuditPerson | null
	/** What the cycle or team that it is about is called now; null for anything else, and for what is gone. */
	aboutName: string | null
	/** What the cycle is called that the detail names by its id. */
	cycleName: string | null
	detail: Record<string, string | number | boolean | null | readonly string[]>
}

export type AuditPerson = { kind: 'name'; name: string } | { kind: 'pseudonym'; id: string }

export type AuditFilter = {
	/** Only what the person of the scope did. */
	own: boolean
	/** The noun of the actions, such as `cycle`. */
	area?: string
	/** Days in the account's time zone, both included: 'YYYY-MM-DD'. */
	from?: string
	to?: string
	order: 'asc' | 'desc'
	page: number
	pageSize: number
}

/** The nouns of actions that are about somebody's results: both people of such an event stay pseudonyms. */
const personal = ['check-in', 'outcome', 'participant', 'training-assignment']

type Row = {
	sequence: number
	at: Date
	action: string
	subject: string
	detail: ListedAuditEvent['detail']
	personal: boolean
	actorId: string | null
	actorName: string | null
	subjectId: string | null
	subjectName: string | null
	aboutName: string | null
	cycleName: string | null
	total: number
}

/** The account's audit log, newest first unless asked otherwise. */
export async function listAuditEvents(
	scope: AccountScope,
	{ own, area, from, to, order, page, pageSize }: AuditFilter,
): Promise<{ rows: ListedAuditEvent[]; total: number }> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Row>(
			`SELECT e.sequence, e.at, e.action, e.subject, e.detail, (split_part(e.action, '.', 1) = ANY ($9) OR e.action LIKE 'target.%' AND e.subject = 'member') AS personal,
				e.actor_id AS "actorId", au.name AS "actorName", e.subject_id AS "subjectId",
				coalesce(su.name, sm.name) AS "subjectName",
				coalesce(sc.name, st.name) AS "aboutName", dc.name AS "cycleName", count(*) OVER ()::int AS total
			 FROM audit_event e
			 JOIN account a ON a.id = e.account_id
			 LEFT JOIN pseudonym ap ON ap.account_id = e.account_id AND ap.id = e.actor_id
			 LEFT JOIN "user" au ON au.id = ap.user_id
			 LEFT JOIN pseudonym sp ON sp.account_id = e.account_id AND sp.id = e.subject_id
			 LEFT JOIN "user" su ON su.id = sp.user_id
			 LEFT JOIN member sm ON sm.account_id = e.account_id AND sm.id = sp.member_id
			 LEFT JOIN cycle sc ON sc.account_id = e.account_id AND e.subject = 'cycle' AND sc.id = e.subject_id
			 LEFT JOIN team st ON st.account_id = e.account_id AND e.subject = 'team' AND st.id = e.subject_id
			 LEFT JOIN cycle dc ON dc.account_id = e.account_id AND dc.id::text = e.detail ->> 'cycleId'
			 WHERE e.account_id = $1
				AND (NOT $2 OR ap.user_id = $3)
				AND ($4::text IS NULL OR split_part(e.action, '.', 1) = $4)
				AND ($5::date IS NULL OR e.at >= $5::date::timestamp AT TIME ZONE a.time_zone)
				AND ($6::date IS NULL OR e.at < ($6::date + 1)::timestamp AT TIME ZONE a.time_zone)
			 ORDER BY e.sequence ${order === 'asc' ? 'ASC' : 'DESC'}
			 LIMIT $7 OFFSET $8`,
			[
				scope.accountId,
				own,
				scope.userId,
				area ?? null,
				from ?? null,
				to ?? null,
				pageSize,
				(page - 1) * pageSize,
				personal,
			],
		)
		return { rows: rows.map(toEvent), total: rows[0]?.total ?? 0 }
	})
}

function toEvent(row: Row): ListedAuditEvent {
	const person = (id: string | null, name: string | null): AuditPerson | null => {
		if (!id) return null
		return row.personal || !name ? { kind: 'pseudonym', id } : { kind: 'name', name }
	}
	const { sequence, at, action, subject, aboutName, cycleName, detail } = row
	const isPerson = subject === 'user' || subject === 'member'
	return {
		sequence,
		at,
		action,
		actor: person(row.actorId, row.actorName),
		subject,
		about: isPerson ? person(row.subjectId, row.subjectName) : null,
		aboutName,
		cycleName,
		detail,
	}
}
