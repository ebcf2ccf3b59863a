import { afterAll, inject } from 'vitest'
import { DATABASE_PREFIX, onDatabase, withClient } from '#tests/support/test-cluster.ts'

export type EmptyDatabase = { name: string; appUrl: string; ownerUrl: string; adminUrl: string }

let made = 0

/** A database without any table, of the owner, gone at the end of the test file. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
	const cluster = inject('testCluster')
	const name = `${DATABASE_PREFIX}${process.pid}_empty_${++made}_${Math.random().toString(36).slice(2, 8)}`
	const maintenance = onDatabase(cluster.adminUrl, 'postgres')
	await withClient(maintenance, (client) => client.query(`CREATE DATABASE ${name} OWNER contour_owner`))
	afterAll(() => withClient(maintenance, (client) => client.query(`DROP DATABASE IF EXISTS ${name} (FORCE)`)))
	return {
		name,
		appUrl: onDatabase(cluster.appUrl, name),
		ownerUrl: onDatabase(cluster.ownerUrl, name),
		adminUrl: onDatabase(cluster.adminUrl, name),
	}
}
