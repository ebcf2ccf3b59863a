import type { ChainRow } from '#app/domain/audit/chain-row.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

/** sequence, at, actor_id, action, subject, subject_id, detail, previous_hash, hash: as PostgreSQL writes them. */
export type RawAuditRow = [
	sequence: string,
	at: string,
	actorId: string | null,
	action: string,
	subject: string,
	subjectId: string | null,
	detail: string,
	previousHash: string,
	hash: string,
]

const batchSize = 2000
const asWritten = { getTypeParser: () => (text: string | Buffer) => text }

/**
 * Reads the account's whole audit log in the order of its sequence, as one snapshot whatever is appended meanwhile. A batch is
 * under way while the one before is worked on, so two of them are the most that is held.
 */
export async function streamAuditRows(
	scope: AccountScope,
	take: (rows: readonly RawAuditRow[]) => void,
): Promise<void> {
	await withAccountSql(
		scope,
		async (sql) => {
			const fetch = () =>
				sql.query<RawAuditRow>({
					text: `FETCH ${batchSize} FROM audit_rows`,
					rowMode: 'array',
					types: asWritten,
				})
			// A cursor's statement takes no parameters; withAccountSql has refused an id that is no UUID.
			const [, , first] = await Promise.all([
				sql.query(`SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'`),
				sql.query(
					`DECLARE audit_rows NO SCROLL CURSOR FOR
					 SELECT sequence, at, actor_id, action, subject, subject_id, detail, previous_hash, hash
					 FROM audit_event WHERE account_id = '${scope.accountId}' ORDER BY sequence`,
				),
				fetch(),
			])
			let { rows } = first
			while (rows.length > 0) {
				const following = rows.length === batchSize ? fetch() : null
				take(rows)
				rows = following ? (await following).rows : []
			}
		},
		{ oneSnapshot: true },
	)
}

/** The row with its time as the chain writes it. */
export function toChainRow(raw: RawAuditRow): ChainRow {
	const [sequence, at, actorId, action, subject, subjectId, detail, previousHash, hash] = raw
	const milliseconds = at[19] === '.' ? at.slice(20, -3).padEnd(3, '0') : '000'
	return {
		sequence: Number(sequence),
		at: `${at.slice(0, 10)}T${at.slice(11, 19)}.${milliseconds}Z`,
		actorId,
		action,
		subject,
		subjectId,
		detail,
		previousHash,
		hash,
	}
}
