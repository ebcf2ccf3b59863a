import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { streamJob } from '#app/jobs/stream-job.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

let seed = 70

/** A job that nobody does, and its stream. */
async function streamOf(milliseconds?: number) {
	const { hr } = await RandomCompany.found(database.adminPool, (seed += 1), { members: 5 })
	const { jobId } = await startJob(hr, { kind: 'training-needs-export' })
	const job = await findJob(hr, jobId)
	if (!job) throw new Error('The job is not there.')
	const { signal } = new AbortController()
	return streamJob(hr, { job, locale: 'en', signal, ...(milliseconds && { milliseconds }) })
}

test('a stream ends by itself after a while, so that connecting again asks whether the person may', async () => {
	const text = await (await streamOf(200)).text()
	expect(text).toContain('retry: 1000')
	expect(text).toContain('"isFinished":false')
})

test('whoever goes away while the job is looked at breaks nothing', async () => {
	const broken: unknown[] = []
	const note = (error: unknown) => void broken.push(error)
	process.on('unhandledRejection', note)
	try {
		await (await streamOf()).body?.cancel()
		await sleep(300)
	} finally {
		process.off('unhandledRejection', note)
	}
	expect(broken).toEqual([])
})
