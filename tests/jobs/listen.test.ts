import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listenToDatabase } from '#app/data/listen-to-database.server.ts'
import { Wire } from '#tests/soak/wire.ts'
import { until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const wire = await new Wire(database.appUrl).open()
beforeAll(() => openDatabase({ connectionString: wire.through(database.appUrl), max: 1 }))
afterAll(async () => {
	await closeDatabase()
	await wire.close()
})

let heard: string[] = []
let ready = 0
beforeEach(() => {
	heard = []
	ready = 0
})
const listen = () =>
	listenToDatabase({
		channel: 'listen-test',
		onMessage: (payload) => heard.push(payload),
		onReady: () => (ready += 1),
		times: { heartbeat: 50, patience: 250 },
	})
const say = (payload: string) => database.adminPool.query(`SELECT pg_notify('listen-test', $1)`, [payload])

test('a connection that hangs without being closed is replaced, and the new one hears', async () => {
	const listening = listen()
	await until(() => ready === 1)
	await say('before')
	await until(() => heard.includes('before'))
	wire.hang()
	await say('missed')
	await until(() => ready === 2)
	await say('after')
	await until(() => heard.includes('after'))
	expect(heard).toEqual(['before', 'after'])
	await listening.close()
})

test('so is one that hangs before it has begun to hear', async () => {
	wire.plan({ statement: 1, moment: 'after', act: () => wire.hang() })
	const listening = listen()
	await until(() => ready === 1)
	await say('after')
	await until(() => heard.includes('after'))
	expect(wire.isPlanned).toBe(false)
	await listening.close()
})

test('one that hangs keeps nobody from ending', async () => {
	const listening = listenToDatabase({
		channel: 'listen-test',
		onMessage: () => undefined,
		onReady: () => (ready += 1),
		times: { heartbeat: 60_000, patience: 250 },
	})
	await until(() => ready === 1)
	wire.hang()
	await expect(listening.close()).resolves.toBeUndefined()
})
