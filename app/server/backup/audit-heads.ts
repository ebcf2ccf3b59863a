import type { Client } from 'pg'
import type { AuditHead } from './archive-format.ts'

/** The newest row of each account's audit log. The connection has to see the rows of all accounts. */
export async function readAuditHeads(client: Client): Promise<AuditHead[]> {
	const { rows } = await client.query<AuditHead>(
		`SELECT DISTINCT ON (account_id) account_id AS "accountId", sequence::text AS sequence, hash
		FROM audit_event ORDER BY account_id, audit_event.sequence DESC`,
	)
	return rows
}

/**
 * The accounts whose audit log is no unbroken chain, or ends elsewhere than the heads say.
 *
 * @param newest looks only at so many of each account's newest rows
 */
export async function findBrokenAuditLogs(
	client: Client,
	{ heads = [], newest = null }: { heads?: readonly AuditHead[]; newest?: number | null },
): Promise<string[]> {
	const { rows } = await client.query<{ accountId: string }>(
		`SELECT DISTINCT account_id AS "accountId" FROM (
			SELECT e.account_id, e.sequence, e.previous_hash, e.hash,
				encode(sha256(convert_to(audit_event_text(e), 'UTF8')), 'hex') AS computed,
				lag(e.sequence) OVER chain AS sequence_before, lag(e.hash) OVER chain AS hash_before
			FROM account a
			CROSS JOIN LATERAL (SELECT * FROM audit_event WHERE account_id = a.id ORDER BY audit_event.sequence DESC LIMIT $1) AS l
			JOIN audit_event e ON e.account_id = l.account_id AND e.sequence = l.sequence
			WINDOW chain AS (PARTITION BY e.account_id ORDER BY e.sequence)
		) linked
		WHERE hash <> computed OR CASE
			WHEN sequence_before IS NOT NULL THEN previous_hash <> hash_before OR sequence <> sequence_before + 1
			ELSE $1::int IS NULL AND (previous_hash <> '' OR sequence <> 1) END`,
		[newest],
	)
	const broken = new Set(rows.map(({ accountId }) => accountId))
	const found = new Map((await readAuditHeads(client)).map((head) => [head.accountId, head]))
	for (const { accountId, sequence, hash } of heads) {
		const head = found.get(accountId)
		if (head?.sequence !== sequence || head.hash !== hash) broken.add(accountId)
	}
	return [...broken]
}
