import { Pool } from 'pg'
import { afterAll, inject } from 'vitest'
import { DATABASE_PREFIX, onDatabase, withClient } from './test-cluster.ts'

export type TestDatabase = {
	name: string
	/** For `openDatabase` of app/data and for a server under test: owns nothing, bound by row-level security. */
	appUrl: string
	/** Owns the schema; bound by row-level security as well, which is FORCEd. */
	ownerUrl: string
	/** Superuser: sees and changes everything, for looking behind the application's back. */
	adminUrl: string
	/** Open pools of the three roles; they are closed at the end of the file. */
	appPool: Pool
	ownerPool: Pool
	adminPool: Pool
	/** Ends the three pools. */
	close: () => Promise<void>
	drop: () => Promise<void>
}

let made = 0

/**
 * A migrated, empty database of this test file alone. To be called at the top of
 * the file (or of a describe block), which then also drops it at the end.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
	const database = await cloneTemplate()
	afterAll(database.drop)
	return database
}

/** The same without the drop at the end, for use within a test; of another template if one is given. */
export async function cloneTemplate(template?: string): Promise<TestDatabase> {
	const cluster = inject('testCluster')
	const name = `${DATABASE_PREFIX}${process.pid}_${++made}_${Math.random().toString(36).slice(2, 8)}`
	const maintenance = onDatabase(cluster.adminUrl, 'postgres')
	await withClient(maintenance, (client) =>
		client.query(
			`CREATE DATABASE ${name} TEMPLATE ${template ?? cluster.template} STRATEGY file_copy OWNER contour_owner`,
		),
	)
	const open = (url: string) => {
		const connectionString = onDatabase(url, name)
		const pool = new Pool({ connectionString, max: 4 })
		// A connection that the drop at the end cuts is no finding.
		pool.on('error', () => undefined)
		return [connectionString, pool] as const
	}
	const [appUrl, appPool] = open(cluster.appUrl)
	const [ownerUrl, ownerPool] = open(cluster.ownerUrl)
	const [adminUrl, adminPool] = open(cluster.adminUrl)
	const close = async () => {
		await Promise.all([appPool.end(), ownerPool.end(), adminPool.end()])
	}
	const drop = async () => {
		await close()
		await withClient(maintenance, (client) => client.query(`DROP DATABASE IF EXISTS ${name} (FORCE)`))
	}
	return { name, appUrl, ownerUrl, adminUrl, appPool, ownerPool, adminPool, close, drop }
}
