import { to as copyTo } from 'pg-copy-streams'
import { cancelStatement } from './cancel-statement.server.ts'
import type { Transaction } from './database.server.ts'
import { inlineValues } from './inline-values.server.ts'

const blockLength = 256 * 1024

/**
 * Copies out the rows of a statement, in the order and with the processes that the database finds best, which it does not for a
 * cursor.
 *
 * @param of.words as of `inlineValues`
 * @param of.format how, as COPY has it
 * @param of.memory what the database may take to sort, as `work_mem` has it: a sort that fits writes no files
 * @param of.longest milliseconds after which the database gives up
 * @param onBlock gets some bytes, which may end within a row, and is waited for before more is read. What it throws ends the
 * statement, and with it the transaction
 */
export async function copyRows(
	transaction: Transaction,
	of: {
		text: string
		values: readonly unknown[]
		words: readonly number[]
		format: string
		memory: string
		longest: number
	},
	onBlock: (bytes: Buffer) => Promise<void>,
): Promise<void> {
	const { sql } = transaction
	const { text, settings } = inlineValues(of)
	const own = [
		{ name: 'work_mem', value: of.memory },
		{ name: 'statement_timeout', value: String(of.longest) },
	]
	for (const { name, value } of [...settings, ...own]) {
		await sql.query('SELECT set_config($1, $2, true)', [name, value])
	}
	const stream = sql.query(
		copyTo(`COPY (${text}) TO STDOUT WITH (${of.format})`, { highWaterMark: blockLength }),
	)
	let broken: { error: unknown; cut: Promise<void> } | undefined
	try {
		for await (const block of stream as AsyncIterable<Buffer>) {
			// What is on its way is read to its end: the connection is another's next.
			if (broken) continue
			try {
				await onBlock(block)
			} catch (error) {
				broken = { error, cut: cancelStatement(transaction) }
			}
		}
	} catch (error) {
		if (!broken) throw error
	}
	await broken?.cut
	if (broken) throw broken.error
}
