import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { verifyAuditLogs } from '#app/jobs/audit-heads/verify-audit-logs.server.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { logEvents, takeHeadFolder } from './sealed-place.ts'

const database = await createTestDatabase()
const folder = takeHeadFolder()
openDatabase({ connectionString: database.appUrl, max: 4 })
afterAll(closeDatabase)
const company = await newCompany()
const server = await startTestServer(database, { LOG_LEVEL: 'silent', CONTOUR_AUDIT_DIR: folder })

test('the server seals at its start, and the last rows when it stops', async () => {
	while (!readdirSync(folder).some((name) => name.endsWith('.json'))) await sleep(20)
	expect((await verifyAuditLogs()).accounts).toMatchObject([{ verdict: 'intact', rows: 1, behind: 0 }])
	await logEvents(company.owner.scope, 3)
	await server.close()
	expect((await verifyAuditLogs()).accounts).toMatchObject([
		{ verdict: 'intact', rows: 4, behind: 0, sealed: { sequence: 4 } },
	])
})
