import { afterAll, inject } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import type { TestDatabase } from './database.ts'
import { cloneTemplate } from './database.ts'
import { loadTestSample } from './load-sample.ts'
import { onDatabase, withClient } from './test-cluster.ts'

/** Of the six people of the sample company who can sign in. */
export const samplePassword = 'a password of the test'

export type SampleDatabase = TestDatabase & { accountId: string }

/**
 * A database of this test file alone, in which the sample company is. The first file of a run that asks for one loads it,
 * and the others get clones. To be called at the top of the file, before it opens a database.
 */
export async function createSampleDatabase(): Promise<SampleDatabase> {
	await loadSampleOnce()
	const database = await cloneTemplate(inject('testCluster').sample)
	afterAll(database.drop)
	const { rows } = await database.adminPool.query<{ id: string }>(`SELECT id FROM account WHERE is_sample`)
	if (!rows[0]) throw new Error('The sample company is not there.')
	return { ...database, accountId: rows[0].id }
}

async function loadSampleOnce(): Promise<void> {
	const { adminUrl, sample } = inject('testCluster')
	await withClient(onDatabase(adminUrl, 'postgres'), async (client) => {
		await client.query("SELECT pg_advisory_lock(hashtext('contour: test sample'))")
		const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [sample])
		if (rowCount) return
		const draft = await cloneTemplate()
		openDatabase({ connectionString: draft.appUrl })
		await loadTestSample(draft.adminPool, { password: samplePassword })
		await closeDatabase()
		await draft.close()
		await client.query(`ALTER DATABASE ${draft.name} RENAME TO ${sample}`)
	})
}
