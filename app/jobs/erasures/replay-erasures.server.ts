import { systemScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount, withoutAccount } from '#app/data/database.server.ts'
import { eraseWithin } from '#app/data/erasures/erase-within.server.ts'
import { lockRoster } from '#app/data/lock-roster.server.ts'
import { compareErasures, compareErasuresWithin } from './compare-erasures.server.ts'
import { addToErasureList } from './erasure-list.server.ts'

export type Replayed = {
	/** People who were on the list, and are erased now. */
	erased: number
	/** Those of whom this database knows nothing: only their hashes are kept. */
	unknown: number
	/** Who was erased here and is on the list now. */
	listed: number
}

/**
 * Erases who is on the list outside of the database and not erased in it, and puts on the list who is erased and not on it.
 *
 * @throws UnusableList
 */
export async function replayErasures(): Promise<Replayed> {
	const { notHere, notListed } = await compareErasures()
	let erased = 0
	for (const erasure of notHere) {
		const scope = systemScope(erasure.accountId)
		const isDone = await withAccount(
			scope,
			async (transaction) => {
				await lockRoster(transaction, scope)
				return eraseWithin(transaction, scope, erasure, { isReplayed: true })
			},
			{ timeout: 120_000 },
		)
		if (isDone) erased += 1
	}
	const listed =
		notListed.length === 0
			? 0
			: await withoutAccount((transaction) => addToErasureList(transaction, notListed))
	return { erased, unknown: notHere.length - erased, listed }
}

/**
 * The first half of it within the transaction of a restore, whose owner becomes the application for as long as it takes.
 *
 * @returns how many people are erased
 * @throws UnusableList
 */
export async function replayErasuresWithin(transaction: Pick<Transaction, 'sql'>): Promise<number> {
	const { sql } = transaction
	const { notHere } = await compareErasuresWithin(transaction)
	if (notHere.length === 0) return 0
	let erased = 0
	await sql.query('SET LOCAL ROLE contour_app')
	for (const erasure of notHere) {
		await sql.query(`SELECT set_config('app.account_id', $1, true)`, [erasure.accountId])
		const scope = systemScope(erasure.accountId)
		if (await eraseWithin(transaction, scope, erasure, { isReplayed: true })) erased += 1
	}
	await sql.query(`SELECT set_config('app.account_id', '', true)`)
	await sql.query('SET LOCAL ROLE NONE')
	return erased
}
