import { beforeAll, describe, expect, test } from 'vitest'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { textOf } from '#tests/support/page-text.ts'
import { openSample } from './company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
let salesId: string
beforeAll(async () => {
	sample = await openSample(database, server.url)
	salesId = await sample.one(`SELECT id FROM role_family WHERE account_id = $1 AND key = 'sales'`)
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const set = (fields: Record<string, string>) =>
	sample.as('hr').post('targets', { intent: 'set', familyId: salesId, ...fields })
const remove = (version: string) =>
	sample.as('hr').post('targets', { intent: 'remove', familyId: salesId, version })

async function stored() {
	const { rows } = await database.adminPool.query<{ tier: number; dueOn: string; version: number }>(
		`SELECT tier, due_on::text AS "dueOn", version FROM target WHERE account_id = $1 AND family_id = $2`,
		[sample.accountId, salesId],
	)
	return rows[0] ?? null
}

async function audited() {
	const { rows } = await database.adminPool.query<{ action: string; detail: Record<string, unknown> }>(
		`SELECT action, detail FROM audit_event WHERE account_id = $1 AND action LIKE 'target.%' ORDER BY sequence`,
		[sample.accountId],
	)
	return rows
}

describe('a target', () => {
	test('is changed once, audited, and moves no published cycle', async () => {
		const exported = async () => (await sample.as('hr').get('reports/training-needs.csv?steps=all')).text
		const before = await exported()
		const version = String((await stored())?.version)
		const fields = { version, halfSteps: '6', dueOn: inDays(200) }
		const answer = await set(fields)
		expect(answer).toMatchObject({ status: 303, location: '/a/meridian/targets' })
		expect(await stored()).toEqual({ tier: 6, dueOn: inDays(200), version: Number(version) + 1 })
		// The same click again changes nothing and is no conflict.
		expect((await set(fields)).status).toBe(303)
		expect((await stored())?.version).toBe(Number(version) + 1)
		expect(await audited()).toEqual([
			{
				action: 'target.set',
				detail: expect.objectContaining({ family: 'sales', tierTo: 3, dueOnTo: inDays(200) }),
			},
		])
		expect(await exported()).toBe(before)
		expect(textOf((await sample.as('hr').get('targets')).text)).toContain('keeps tier 2.0')
	})

	test('that somebody else changed in between is not overwritten, and both are shown', async () => {
		const now = await stored()
		const answer = await set({ version: String((now?.version ?? 0) - 1), halfSteps: '3', dueOn: inDays(30) })
		expect(answer.status).toBe(409)
		expect(await stored()).toEqual(now)
		const text = textOf(answer.text)
		expect(text).toContain('Saved by somebody else in the meantime')
		expect(text).toContain('tier 3.0 by')
		// What was typed is still there, with the version that may now be saved.
		expect(answer.text).toContain(`value="${inDays(30)}"`)
		expect(answer.text).toContain(`name="version" value="${now?.version}"`)
		expect((await remove('1')).status).toBe(409)
		expect(await stored()).toEqual(now)
	})

	test.each([
		['no tier', { halfSteps: '' }],
		['a tier below the first step', { halfSteps: '1' }],
		['a tier above the last', { halfSteps: '7' }],
		['a word', { halfSteps: 'high' }],
		['no day', { dueOn: '' }],
		['no such day', { dueOn: '2027-02-30' }],
		['a day that is past', { dueOn: '2020-01-01' }],
		['a day that is far away', { dueOn: '2999-01-01' }],
		['a day with a NUL', { dueOn: '2027-01-01\0' }],
		['no version', { version: '' }],
		['a version beside every number', { version: '99999999999' }],
	])('with %s is refused and nothing changes', async (_name, wrong) => {
		const now = await stored()
		const right = { version: String(now?.version), halfSteps: '4', dueOn: inDays(30) }
		expect((await set({ ...right, ...wrong })).status).toBe(400)
		expect(await stored()).toEqual(now)
	})

	test('of a family that is not the account’s is the 404', async () => {
		for (const familyId of ['ffffffff-ffff-4fff-8fff-ffffffffffff', 'x', '']) {
			for (const intent of ['set', 'remove']) {
				const fields = { intent, familyId, version: '0', halfSteps: '4', dueOn: inDays(30) }
				expect((await sample.as('hr').post('targets', fields)).status).toBe(404)
			}
		}
	})

	test('can be taken away and set anew', async () => {
		const now = await stored()
		expect((await remove(String(now?.version))).status).toBe(303)
		expect(await stored()).toBeNull()
		expect((await remove(String(now?.version))).status).toBe(303)
		expect(textOf((await sample.as('hr').get('targets')).text)).toContain('No target')
		expect((await set({ version: '0', halfSteps: '5', dueOn: inDays(10) })).status).toBe(303)
		expect(await stored()).toMatchObject({ tier: 5, version: 1 })
		expect((await audited()).map(({ action }) => action)).toEqual([
			'target.set',
			'target.removed',
			'target.set',
		])
	})

	test('of two first ones at the same moment one wins', async () => {
		await remove('1')
		const answers = await Promise.all(
			['3', '4', '5'].map((halfSteps) => set({ version: '0', halfSteps, dueOn: inDays(10) })),
		)
		expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
		expect(await stored()).toMatchObject({ version: 1 })
	})
})

test('nobody but HR sees or sets targets', async () => {
	const now = await stored()
	for (const name of ['owner', 'admin', 'executive', 'manager', 'member'] as const) {
		const fields = { intent: 'remove', familyId: salesId, version: '1' }
		expect((await sample.as(name).get('targets')).status, name).toBe(404)
		expect((await sample.as(name).post('targets', fields)).status, name).toBe(404)
	}
	expect(await stored()).toEqual(now)
})
