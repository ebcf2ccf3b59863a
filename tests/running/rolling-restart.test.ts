import { expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startBehindBalancer } from './behind-balancer.ts'

const database = await createTestDatabase()
const { balancer, start } = await startBehindBalancer(database)

type Seen = { requests: number; failed: string[]; written: string[] }

test('two processes are replaced in turn under load: no request fails and no acknowledged write is lost', async () => {
	openDatabase({ connectionString: database.appUrl })
	const company = await newCompany({ roles: ['owner', 'hr'] })
	await closeDatabase()
	const token = await startSessionOf(database.adminPool, company.owner.userId)
	const headers = { Cookie: `${sessionCookie}=${token}` }
	const root = `${balancer.url}/a/${company.slug}`

	const seen: Seen = { requests: 0, failed: [], written: [] }
	const ask = async (url: string, init: RequestInit, expected: readonly number[]) => {
		seen.requests += 1
		try {
			const response = await fetch(url, { ...init, redirect: 'manual' })
			const body = await response.text()
			if (expected.includes(response.status)) return true
			seen.failed.push(`${init.method ?? 'GET'} ${url}: ${response.status} ${body.slice(0, 80)}`)
		} catch (error) {
			seen.failed.push(`${init.method ?? 'GET'} ${url}: ${(error as Error).message}`)
		}
		return false
	}

	let pair = [await start(), await start()]
	const stopping = new AbortController()
	const client = async (number: number) => {
		for (let turn = 0; !stopping.signal.aborted; turn += 1) {
			await ask(`${balancer.url}/sign-in`, {}, [200])
			await ask(`${root}/teams`, { headers }, [200])
			const name = `Team ${number}-${turn}`
			const body = new URLSearchParams({ name, idempotencyKey: crypto.randomUUID() })
			const sent = { Origin: balancer.url, 'Sec-Fetch-Site': 'same-origin', ...headers }
			const isWritten = await ask(`${root}/teams/new`, { method: 'POST', headers: sent, body }, [302, 303])
			if (isWritten) seen.written.push(name)
		}
	}
	const clients = Array.from({ length: 6 }, (_, number) => client(number))
	await until(() => seen.written.length > 10, 60)

	for (let round = 0; round < 4; round += 1) {
		const [oldest, other] = pair
		if (!oldest || !other) throw new Error('There are two.')
		const before = seen.requests
		const next = await start()
		oldest.application.child.kill('SIGTERM')
		await until(() => !balancer.isInUse(oldest.address))
		expect(await oldest.application.ended).toBe(0)
		balancer.remove(oldest.address)
		pair = [other, next]
		await until(() => seen.requests > before + 20, 60)
	}
	stopping.abort()
	await Promise.all(clients)

	expect(seen.failed).toEqual([])
	expect(seen.requests).toBeGreaterThan(200)
	const { rows } = await database.adminPool.query<{ name: string }>('SELECT name FROM team')
	expect(rows.map(({ name }) => name).toSorted()).toEqual(seen.written.toSorted())
}, 300_000)
