import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { SeededRandom } from '#seed/demo/random.ts'
import type { Kind, Operation } from './operations.ts'
import { operations } from './operations.ts'
import type { Subject } from './stand.ts'
import { Stand } from './stand.ts'
import { take } from './take.ts'
import { times } from './times.ts'

/** The kinds, metrics killed as often as all others; the same seed kills at the same statements. */
const kinds: Kind[] = ['check-in', 'metrics', 'import', 'publish', 'metrics', 'metrics']
const seed = 20_261_126

const stand = await Stand.open()
afterAll(() => stand.close())
const make = await operations(stand.admin)
let made = 0

/** How many statements an operation takes when nothing happens to it. */
async function rehearse(subject: Subject): Promise<Map<Kind, number>> {
	const found = new Map<Kind, number>()
	for (const kind of new Set(kinds)) {
		const operation = await make[kind]((made += 1))
		const statements = await subject.wire.count(async () => {
			expect(await take(operation, subject.url)).toBe(operation.steps.length)
		})
		await operation.checkDone()
		expect(statements).toBeGreaterThan(10)
		found.set(kind, statements)
	}
	return found
}

async function finish(operation: Operation, url: string, from: number): Promise<void> {
	const deadline = Date.now() + 60_000
	for (let done = from; done < operation.steps.length;) {
		done = await take(operation, url, done)
		if (done < operation.steps.length && Date.now() > deadline)
			throw new Error(`Step ${done + 1} was never acknowledged.`)
		if (done < operation.steps.length) await sleep(50)
	}
	await operation.checkDone()
}

test('an application that is killed at any statement leaves nothing half done and loses nothing acknowledged', async () => {
	const random = new SeededRandom(seed)
	let subject = await stand.start()
	const statements = await rehearse(subject)
	let spare = stand.start()
	const total = times(420, 4)
	let cuts = 0
	for (let round = 0; round < total; round += 1) {
		const kind = kinds[round % kinds.length] ?? 'check-in'
		const operation = await make[kind]((made += 1))
		const cut = {
			statement: random.integer(1, statements.get(kind) ?? 1),
			moment: random.pick(['before', 'after'] as const),
		}
		subject.wire.plan({ ...cut, act: () => subject.child.kill('SIGKILL') })
		const acknowledged = await take(operation, subject.url)
		if (!subject.wire.isPlanned) cuts += 1
		await stand.end(subject)
		subject = await spare
		spare = stand.start()
		try {
			await operation.check(acknowledged)
			await finish(operation, subject.url, acknowledged)
		} catch (error) {
			throw new Error(`${kind}, killed ${cut.moment} statement ${cut.statement} (round ${round})`, {
				cause: error,
			})
		}
	}
	await spare
	// An operation that took fewer statements than at the rehearsal, where it waited longer for its job, was over before its cut.
	expect(cuts).toBeGreaterThan(Math.floor(total / 3))
})

test.runIf(process.platform === 'linux')(
	'a database that is killed at any statement leaves nothing half done and loses nothing acknowledged',
	async () => {
		const random = new SeededRandom(seed + 1)
		const subject = await stand.start()
		const statements = await rehearse(subject)
		for (let round = 0; round < times(420, 4); round += 1) {
			const kind = kinds[round % kinds.length] ?? 'check-in'
			const operation = await make[kind]((made += 1))
			const what = random.pick(['server', 'backend'] as const)
			const cut = {
				statement: random.integer(1, statements.get(kind) ?? 1),
				moment: random.pick(['before', 'after'] as const),
			}
			subject.wire.plan({ ...cut, act: () => stand.killDatabase(what) })
			try {
				const acknowledged = await take(operation, subject.url)
				subject.wire.plan(undefined)
				await stand.bringDatabaseBack()
				await operation.check(acknowledged)
				await finish(operation, subject.url, acknowledged)
			} catch (error) {
				throw new Error(
					`${kind}, ${what} killed ${cut.moment} statement ${cut.statement} (round ${round})\n${subject.output().slice(-3000)}`,
					{
						cause: error,
					},
				)
			}
		}
		expect(subject.child.exitCode).toBeNull()
	},
)
