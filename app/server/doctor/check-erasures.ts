import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { compareErasures } from '#app/jobs/erasures/compare-erasures.server.ts'
import { UnusableList } from '#app/jobs/erasures/erasure-list.server.ts'
import { ok, problem, warning } from './finding.ts'
import type { Finding } from './finding.ts'

/** Whether everybody on the list of erasures is erased, and the other way round. */
export async function checkErasures(appUrl: string): Promise<Finding[]> {
	openDatabase({ connectionString: appUrl, max: 2 })
	try {
		const { notHere, notListed } = await compareErasures()
		const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)
		if (notHere.length > 0) {
			return [
				problem(
					'erasures',
					`${people(notHere.length)} on the list of erasures ${notHere.length === 1 ? 'is' : 'are'} not erased in the database`,
					'An older state was restored: contour erasures replay erases them again.',
				),
			]
		}
		if (notListed.length > 0) {
			return [
				warning(
					'erasures',
					`${people(notListed.length)} erased in the database ${notListed.length === 1 ? 'is' : 'are'} on no list here`,
					'Bring the list along from where Contour ran before, or write it anew: contour erasures replay.',
				),
			]
		}
		return [ok('erasures', 'the list and the database say the same')]
	} catch (error) {
		if (!(error instanceof UnusableList)) throw error
		return [
			problem('erasures', error.message, 'Put the file and the audit key back from where you keep them.'),
		]
	} finally {
		await closeDatabase()
	}
}
