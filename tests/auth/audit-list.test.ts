import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { AuditEntry } from '#app/data/append-audit-event.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { listAuditAreas } from '#app/data/list-audit-areas.server.ts'
import { listAuditEvents } from '#app/data/list-audit-events.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { join, newCompany } from './new-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

const log = (scope: AccountScope, entry: AuditEntry) =>
	withAccount(scope, (transaction) => appendAuditEvent(transaction, scope, entry))

const everything = { own: false, order: 'desc', page: 1, pageSize: 50 } as const

async function company() {
	const { accountId, owner } = await newCompany()
	const hr = await join({ accountId }, { roles: ['hr'], name: 'Hanna HR' })
	const memberId = await withAccount(owner.scope, async ({ sql }) => {
		const { rows } = await sql.query<{ id: string }>(
			`INSERT INTO member (account_id, name) VALUES ($1, 'Secret Person') RETURNING id`,
			[accountId],
		)
		return rows[0]?.id ?? ''
	})
	return { accountId, owner, hr, memberId }
}

describe('the audit list', () => {
	it('names people in changes of people, and nobody in what is about results', async () => {
		const { owner, hr, memberId } = await company()
		await log(hr.scope, { action: 'member.moved', subject: { kind: 'member', memberId } })
		await log(hr.scope, { action: 'outcome.agreed', subject: { kind: 'member', memberId } })
		await log(hr.scope, { action: 'check-in.submitted', subject: { kind: 'member', memberId } })
		await log(hr.scope, { action: 'target.set', subject: { kind: 'member', memberId } })
		await log(hr.scope, { action: 'training-assignment.changed', subject: { kind: 'member', memberId } })
		const { rows } = await listAuditEvents(owner.scope, everything)
		const of = (action: string) => rows.find((row) => row.action === action)
		expect(of('member.moved')).toMatchObject({
			actor: { kind: 'name', name: 'Hanna HR' },
			about: { kind: 'name', name: 'Secret Person' },
		})
		for (const action of [
			'outcome.agreed',
			'check-in.submitted',
			'target.set',
			'training-assignment.changed',
		]) {
			expect(of(action)).toMatchObject({ actor: { kind: 'pseudonym' }, about: { kind: 'pseudonym' } })
		}
		const named = rows.filter(({ action }) => action === 'member.moved')
		const pseudonyms = [of('outcome.agreed')?.actor, of('outcome.agreed')?.about].flatMap((person) =>
			person?.kind === 'pseudonym' ? [person.id] : [],
		)
		expect(pseudonyms).toHaveLength(2)
		// Nothing that is sent along ties the name to the pseudonym.
		for (const id of pseudonyms) expect(JSON.stringify(named)).not.toContain(id)
		expect(pseudonyms).not.toContain(memberId)
		expect(pseudonyms).not.toContain(hr.userId)
	})

	it('shows the own actions alone to whoever may see no more, and no other account’s', async () => {
		const { owner, hr } = await company()
		await log(hr.scope, { action: 'cycle.created', subject: { kind: 'cycle', id: null } })
		await log(owner.scope, { action: 'cycle.opened', subject: { kind: 'cycle', id: null } })
		const other = await company()
		const own = await listAuditEvents(hr.scope, { ...everything, own: true })
		expect(own.rows.map(({ action }) => action)).toEqual(['cycle.created'])
		expect(own.total).toBe(1)
		const all = await listAuditEvents(owner.scope, everything)
		expect(all.rows.map(({ action }) => action)).toEqual(['cycle.opened', 'cycle.created', 'account.created'])
		expect((await listAuditEvents(other.owner.scope, everything)).total).toBe(1)
	})

	it('is filtered by area and by days of the account’s time zone, ordered and paged', async () => {
		const { accountId, owner } = await company()
		for (let n = 0; n < 7; n++)
			await log(owner.scope, { action: 'team.renamed', subject: { kind: 'team', id: null } })
		expect(await listAuditAreas(owner.scope)).toEqual(['account', 'team'])
		const teams = { ...everything, area: 'team' }
		expect((await listAuditEvents(owner.scope, teams)).total).toBe(7)
		const pages = await Promise.all(
			[1, 2, 3, 4].map((page) => listAuditEvents(owner.scope, { ...teams, page, pageSize: 3, order: 'asc' })),
		)
		expect(pages.map(({ rows }) => rows.map(({ sequence }) => sequence))).toEqual([
			[2, 3, 4],
			[5, 6, 7],
			[8],
			[],
		])

		const { rows } = await database.adminPool.query<{ today: string; tomorrow: string }>(
			`SELECT to_char(at AT TIME ZONE 'Europe/Berlin', 'YYYY-MM-DD') AS today,
				to_char(at AT TIME ZONE 'Europe/Berlin' + interval '1 day', 'YYYY-MM-DD') AS tomorrow
			 FROM audit_event WHERE account_id = $1 AND sequence = 1`,
			[accountId],
		)
		const { today = '', tomorrow = '' } = rows[0] ?? {}
		expect((await listAuditEvents(owner.scope, { ...everything, from: today, to: today })).total).toBe(8)
		expect((await listAuditEvents(owner.scope, { ...everything, from: tomorrow })).total).toBe(0)
	})

	it('keeps the entry when its person is erased', async () => {
		const { owner, hr, accountId } = await company()
		await log(hr.scope, { action: 'cycle.created', subject: { kind: 'cycle', id: null } })
		await database.adminPool.query('DELETE FROM pseudonym WHERE account_id = $1 AND user_id = $2', [
			accountId,
			hr.userId,
		])
		const { rows } = await listAuditEvents(owner.scope, everything)
		expect(rows[0]).toMatchObject({ action: 'cycle.created', actor: { kind: 'pseudonym' } })
	})
})
