import { withoutAccount } from '#app/data/database.server.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { compareErasuresWithin } from './compare-erasures.server.ts'
import { addToErasureList } from './erasure-list.server.ts'

/** At the start of a process: puts on the list who is erased here and not on it, and says what else differs. */
export async function keepErasureList(): Promise<void> {
	try {
		const { notHere } = await withoutAccount(async (transaction) => {
			const found = await compareErasuresWithin(transaction)
			if (found.notListed.length > 0) await addToErasureList(transaction, found.notListed)
			return found
		})
		if (notHere.length > 0) {
			getLogger().error(
				{ people: notHere.length },
				'people on the list of erasures are not erased here. Run: contour erasures replay',
			)
		}
	} catch (error) {
		getLogger().error({ err: error }, 'the list of erasures could not be compared')
	}
}
