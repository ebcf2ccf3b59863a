/** A row of an account's audit log as the chain has it: every column as the text that is hashed. */
export type ChainRow = {
	sequence: number
	/** In UTC with milliseconds: 2026-11-26T04:30:22.120Z. */
	at: string
	actorId: string | null
	action: string
	subject: string
	subjectId: string | null
	/** PostgreSQL's text of the jsonb value. */
	detail: string
	previousHash: string
	hash: string
}

/**
 * The text whose SHA-256 is the row's hash.
 *
 * @param number the place in the log under which the row is looked at; `sequence` unless rows were moved
 * @param previousHash another one than the row has, to see whether only that was changed
 */
export function chainText(
	accountId: string,
	row: ChainRow,
	number: number,
	previousHash = row.previousHash,
): string {
	return `${accountId}\n${number}\n${row.at}\n${row.actorId ?? ''}\n${row.action}\n${row.subject}\n${row.subjectId ?? ''}\n${row.detail}\n${previousHash}`
}
