import { describe, expect, it } from 'vitest'
import { hashPassword, verifyPassword } from '#app/auth/passwords.server.ts'
import { createQueue } from '#app/lib/work-queue.ts'

describe('a password', () => {
	it('is kept as argon2id with the costs of the design', async () => {
		const hash = await hashPassword('correct horse battery')
		expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
		expect(await verifyPassword(hash, 'correct horse battery')).toBe(true)
		expect(await verifyPassword(hash, 'correct horse batterY')).toBe(false)
		expect(await hashPassword('correct horse battery'), 'salted').not.toBe(hash)
	})

	it('is the same however a keyboard composes it', async () => {
		const hash = await hashPassword('Zoë and the façade')
		expect(await verifyPassword(hash, 'Zoë and the façade'.normalize('NFD'))).toBe(true)
	})

	it('of nobody matches nothing and costs as much as one of somebody', async () => {
		const hash = await hashPassword('correct horse battery')
		expect(await verifyPassword(null, 'correct horse battery')).toBe(false)
		const time = async (against: string | null) => {
			const start = performance.now()
			await verifyPassword(against, 'something else')
			return performance.now() - start
		}
		const known: number[] = []
		const unknown: number[] = []
		for (let round = 0; round < 15; round++) {
			known.push(await time(hash))
			unknown.push(await time(null))
		}
		const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0
		const ratio = median(unknown) / median(known)
		expect(ratio).toBeGreaterThan(0.6)
		expect(ratio).toBeLessThan(1.7)
	})

	it('that too many want checked at once is refused with 503, and nothing waits for ever', async () => {
		const attempts = await Promise.allSettled(Array.from({ length: 140 }, () => verifyPassword(null, 'x')))
		const refused = attempts.filter((attempt) => attempt.status === 'rejected')
		expect(attempts.length - refused.length).toBe(102)
		for (const { reason } of refused) {
			expect(reason).toBeInstanceOf(Response)
			expect((reason as Response).status).toBe(503)
		}
		expect(await verifyPassword(null, 'x'), 'free again').toBe(false)
	})
})

describe('the queue', () => {
	it('never runs more than it may, keeps the order and survives failures', async () => {
		const queue = createQueue({ atOnce: 3, waiting: 50 })
		let running = 0
		let most = 0
		const started: number[] = []
		const work = (n: number) => async () => {
			started.push(n)
			most = Math.max(most, ++running)
			await new Promise((resolve) => setTimeout(resolve, (n * 7) % 5))
			running--
			if (n % 4 === 0) throw new Error(`number ${n}`)
			return n
		}
		const results = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => queue.run(work(n))))
		expect(most).toBe(3)
		expect(started).toEqual(Array.from({ length: 40 }, (_, n) => n))
		expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(10)
		expect(await queue.run(async () => 'free')).toBe('free')
	})

	it('turns away at once what finds the line full', async () => {
		const queue = createQueue({ atOnce: 1, waiting: 1 })
		let release = () => {}
		const first = queue.run(() => new Promise<void>((resolve) => (release = resolve)))
		const second = queue.run(async () => 'second')
		expect(queue.run(async () => 'third')).toBeUndefined()
		release()
		await first
		expect(await second).toBe('second')
	})
})
