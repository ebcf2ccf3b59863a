import { hash } from 'node:crypto'
import { chainText } from '#app/domain/audit/chain-row.ts'
import type { ChainRow } from '#app/domain/audit/chain-row.ts'
import { checkChain } from '#app/domain/audit/check-chain.ts'
import type { ChainCheckOptions, ChainFindings } from '#app/domain/audit/check-chain.ts'

export const accountId = '6f1c0c9e-7a53-4a43-9f0b-0f6c6a3f0a11'

export const sha256 = (text: string): string => hash('sha256', text)

/** The row with the hash that it should have. */
export const sealed = (row: ChainRow): ChainRow => ({
	...row,
	hash: sha256(chainText(accountId, row, row.sequence)),
})

export function madeRow(sequence: number, previousHash: string): ChainRow {
	return sealed({
		sequence,
		at: `2026-11-26T04:${String(sequence % 60).padStart(2, '0')}:00.120Z`,
		actorId: null,
		action: `thing.done-${'abcdefgh'[sequence % 8]}`,
		subject: 'team',
		subjectId: sequence % 2 === 0 ? null : accountId,
		detail: `{"n": ${sequence}}`,
		previousHash,
		hash: '',
	})
}

/** An honest log. */
export function madeLog(length: number): ChainRow[] {
	const rows: ChainRow[] = []
	for (let sequence = 1; sequence <= length; sequence += 1) {
		rows.push(madeRow(sequence, rows.at(-1)?.hash ?? ''))
	}
	return rows
}

/** Every row from an index on chained anew, as somebody does who knows how. */
export function rechained(rows: readonly ChainRow[], from = 0): ChainRow[] {
	const out = rows.slice(0, from)
	for (const row of rows.slice(from)) {
		out.push(sealed({ ...row, sequence: out.length + 1, previousHash: out.at(-1)?.hash ?? '' }))
	}
	return out
}

export function check(rows: readonly ChainRow[], options: Partial<ChainCheckOptions> = {}): ChainFindings {
	const chain = checkChain({ accountId, hash: sha256, ...options })
	for (const row of rows.toSorted((a, b) => a.sequence - b.sequence)) chain.take(row)
	return chain.finish()
}
