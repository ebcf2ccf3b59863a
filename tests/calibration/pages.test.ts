import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listCalibrationGroups } from '#app/data/list-calibration-groups.server.ts'
import { suggestCalibrationGroups } from '#app/data/suggest-calibration-groups.server.ts'
import type { Person } from '#tests/check-ins/company.ts'
import { newKey } from '#tests/check-ins/company.ts'
import { fieldsOf, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { foundDivisions } from './divisions.ts'
import { growTeam } from './grow-team.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
async function inCalibration({ people = 0 } = {}) {
	const slug = `calibration-${++companies}`
	const of = await foundDivisions(database.adminPool, slug)
	const { accountId, cycleId, teams, mara, participants } = of
	await of.rate(participants.sam, { self: 3, manager: 4, agreed: 4 })
	await of.rate(participants.sue, { self: 2, manager: 4 })
	if (people > 0) {
		const grown = { accountId, cycleId, teamId: teams.harbour, managerId: mara.memberId, people }
		await growTeam(database.adminPool, grown)
	}
	await suggestCalibrationGroups(of.hanna.scope, of)
	await of.movePhase('calibration')
	const { groups } = await listCalibrationGroups(of.hanna.scope, { ...of, sight: 'all' })
	const list = `/a/${slug}/cycles/${cycleId}/calibration`
	const groupId = groups.find(({ name }) => name === 'North')?.id ?? ''
	const as = async ({ userId }: Person) => visit(server.url, await startSessionOf(database.adminPool, userId))
	return { ...of, slug, list, group: `${list}/${groupId}`, as }
}

const namesIn = (html: string) =>
	[...html.matchAll(/<th scope="row"[^>]*>.*?<bdi>([^<]*)<\/bdi>/gs)].map(([, name]) => name)

/** The form of a page that has an intent: each has its own hidden fields. */
const formOf = (html: string, intent: string) => {
	const form = [...html.matchAll(/<form\b.*?<\/form>/gs)].find(([text]) => text.includes(`value="${intent}"`))
	if (!form) throw new Error(`no form to ${intent}`)
	return fieldsOf(form[0])
}

describe('the list of groups', () => {
	it('is made by HR, from a suggestion or from chosen teams, and says what is wrong', async () => {
		const of = await inCalibration()
		await database.adminPool.query(`DELETE FROM calibration_group WHERE account_id = $1`, [of.accountId])
		const hanna = await of.as(of.hanna)
		expect((await hanna.get(of.list)).text).toContain('No groups yet')
		const form = formOf((await hanna.get(`${of.list}?new`)).text, 'add')
		const empty = await hanna.post(`${of.list}?new`, { ...form, name: ' ' })
		expect(empty).toMatchObject({ status: 400 })
		expect(empty.text).toContain('Give the group a name.')
		const none = await hanna.post(`${of.list}?new`, { ...form, name: 'North' })
		expect(none).toMatchObject({ status: 400 })
		expect(none.text).toContain('Choose at least one team that is in no other group.')
		const chosen = { ...form, name: 'North', team: of.teams.north, below: 'yes' }
		const made = await hanna.post(`${of.list}?new`, chosen)
		expect(made).toMatchObject({ status: 303, location: expect.stringContaining(of.list) })
		const again = await hanna.post(`${of.list}?new`, { ...chosen, idempotencyKey: newKey() })
		expect(again).toMatchObject({ status: 409 })
		expect(again.text).toContain('North is in North. Take it out there first, or leave it.')
		expect(await hanna.post(of.list, { intent: 'suggest' })).toMatchObject({ status: 303 })
		expect(namesIn((await hanna.get(of.list)).text)).toEqual(['North', 'South'])
		const cycle = await hanna.get(`/a/${of.slug}/cycles/${of.cycleId}`)
		expect(cycle.text).toContain(`href="${of.list}"`)
	})

	it('leads managers to their groups from the check-ins while the cycle is in calibration', async () => {
		const of = await inCalibration()
		const mara = await of.as(of.mara)
		expect((await mara.get(`/a/${of.slug}/check-ins`)).text).toContain(`href="${of.list}"`)
		expect(namesIn((await mara.get(of.list)).text)).toEqual(['North'])
		expect(await mara.post(of.list, { intent: 'suggest' })).toMatchObject({ status: 404 })
		const sam = await of.as(of.sam)
		expect((await sam.get(`/a/${of.slug}/check-ins`)).text).not.toContain(of.list)
		expect(await sam.get(of.list)).toMatchObject({ status: 404 })
		await of.movePhase('review')
		expect(await mara.get(of.list)).toMatchObject({ status: 404 })
		expect((await mara.get(`/a/${of.slug}/check-ins`)).text).not.toContain(of.list)
	})
})

describe('the page of a group', () => {
	it('shows those first who stand out, and filters by what the URL says', async () => {
		const of = await inCalibration()
		const hanna = await of.as(of.hanna)
		const page = await hanna.get(of.group)
		expect(namesIn(page.text)).toEqual(['Sue', 'Sam', 'Mara'])
		expect(page.text).toContain('Raters differ')
		expect(page.text).toContain('2 pairs, too few to conclude anything: 20 at least')
		const names = async (query: string) => namesIn((await hanna.get(`${of.group}?${query}`)).text)
		expect(await names('sort=name&order=desc')).toEqual(['Sue', 'Sam', 'Mara'])
		expect(await names('sort=self')).toEqual(['Sue', 'Sam', 'Mara'])
		expect(await names('show=outliers')).toEqual(['Sue'])
		expect(await names('show=no-result')).toEqual(['Sue', 'Mara'])
		expect(await names(`rater=${of.chief.memberId}`)).toEqual(['Mara'])
		expect(await names(`team=${of.teams.harbour}&q=sa`)).toEqual(['Sam'])
		expect(await names(`family=${newKey()}`)).toEqual([])
		expect(await names('show=%00&sort=nothing&order=up&page=-1&person=x')).toEqual(['Sue', 'Sam', 'Mara'])
	})

	it('shows a manager their own people with figures about them alone, and nothing to anybody else', async () => {
		const of = await inCalibration({ people: 30 })
		const [hanna, mara, chief, otto, sam] = [
			...(await Promise.all([of.hanna, of.mara, of.chief, of.otto, of.sam].map(of.as))),
		] as const
		expect((await hanna?.get(of.group))?.text).toContain('Agreement of raters (κ)')
		const shown = (await mara?.get(`${of.group}?sort=name`))?.text ?? ''
		expect(namesIn(shown)).not.toContain('Mara')
		expect(shown).toContain('32 people')
		expect(shown).not.toContain('Agreement of raters (κ)')
		expect(namesIn((await chief?.get(`${of.group}?q=ma`))?.text ?? '')).toEqual(['Mara'])
		for (const other of [otto, sam]) expect(await other?.get(of.group)).toMatchObject({ status: 404 })
		expect(await hanna?.get(`${of.list}/${newKey()}`)).toMatchObject({ status: 404 })
		expect(await hanna?.get(`${of.list}/nothing`)).toMatchObject({ status: 404 })
	})

	it('exports exactly what is filtered, in its order and by the same rights, and nothing of an open pair', async () => {
		const of = await inCalibration()
		const [hanna, mara, otto, sam] = await Promise.all([of.hanna, of.mara, of.otto, of.sam].map(of.as))
		const csv = async (visitor: typeof hanna, query = '') => {
			const { status, text } = (await visitor?.get(`${of.group}/people.csv${query}`)) ?? {
				status: 0,
				text: '',
			}
			expect(status).toBe(200)
			return parse(text, { columns: true, bom: true }) as unknown as Record<string, string>[]
		}
		const page = (await hanna?.get(`${of.group}?sort=name&order=desc&q=s&person=${of.participants.sam}`))
			?.text
		const href = `${of.group}/people.csv?sort=name&amp;order=desc&amp;q=s`
		expect(page).toContain(`href="${href}"`)
		const rows = await csv(hanna, '?sort=name&order=desc&q=s')
		expect(rows.map(({ person }) => person)).toEqual(['Sue', 'Sam'])
		expect(rows[1]).toMatchObject({
			...{
				cycle: 'Q4 2026',
				phase: 'calibration',
				group: 'North',
				locked: 'no',
				person: 'Sam',
				rater: 'Mara',
			},
			...{ standing: 'agreed', self_tier: '1.5', manager_tier: '2', agreed_tier: '2', last_tier: '' },
			...{ changed_in_calibration: 'no', stands_out: '' },
		})
		expect(rows[0]).toMatchObject({ standing: 'to-agree', agreed_tier: '', stands_out: 'raters' })
		expect((await csv(hanna, '?show=outliers')).map(({ person }) => person)).toEqual(['Sue'])
		expect(await csv(hanna, `?family=${newKey()}`)).toEqual([])
		// In phases that take answers a pair with one side in is open, for HR too.
		await database.adminPool.query(
			`DELETE FROM check_in WHERE account_id = $1 AND participant_id = $2 AND rater = 'self'`,
			[of.accountId, of.participants.sue],
		)
		await database.adminPool.query(
			`UPDATE participant SET self_sent_at = NULL WHERE account_id = $1 AND id = $2`,
			[of.accountId, of.participants.sue],
		)
		await of.movePhase('review')
		const open = (await csv(hanna)).find(({ person }) => person === 'Sue')
		expect(open).toMatchObject({ standing: 'waits-for-self', self_tier: '', manager_tier: '' })
		expect(await mara?.get(`${of.group}/people.csv`)).toMatchObject({ status: 404 })
		await of.movePhase('calibration')
		expect((await csv(mara, '?sort=name')).map(({ person }) => person)).toEqual(['Sam', 'Sue'])
		for (const other of [otto, sam]) {
			expect(await other?.get(`${of.group}/people.csv`)).toMatchObject({ status: 404 })
		}
	})

	it('says the caveat of the source only where role families stand side by side', async () => {
		const of = await inCalibration()
		const hanna = await of.as(of.hanna)
		const caveat = 'Families are not ranked against each other'
		expect((await hanna.get(of.group)).text).not.toContain(caveat)
		const { rows } = await database.adminPool.query<{ id: string }>(
			`INSERT INTO role_family (account_id, key, name, position, built_in) VALUES ($1, 'design', 'Design', 5, true)
			 RETURNING id`,
			[of.accountId],
		)
		await database.adminPool.query(
			`UPDATE participant SET family_id = $3 WHERE account_id = $1 AND id = $2`,
			[...[of.accountId, of.participants.sam, rows[0]?.id]],
		)
		expect((await hanna.get(of.group)).text).toContain(caveat)
	})

	it('has pages without JavaScript, and sends all of a thousand rows for a browser', async () => {
		const of = await inCalibration({ people: 1000 })
		const hanna = await of.as(of.hanna)
		const first = await hanna.get(`${of.group}?sort=name`)
		expect(namesIn(first.text)).toHaveLength(50)
		expect(first.text).toContain('1–50 of 1,003 people')
		const last = await hanna.get(`${of.group}?sort=name&page=21`)
		expect(namesIn(last.text)).toEqual(['Person 01000', 'Sam', 'Sue'])
		expect(first.text).toContain('Person 00999')
		const figure = /Agreement of raters \(κ\).*?>(-?−?\d\.\d\d)<.*?95%: (\S+) to (\S+) · 1,002 pairs/s.exec(
			first.text.replaceAll('<!-- -->', ''),
		)
		const [, kappa, from, to] = figure ?? []
		expect(Number(from)).toBeLessThan(Number(kappa))
		expect(Number(kappa)).toBeLessThan(Number(to))
	})

	it('changes a tier with a reason, and says on the same page what is wrong and what was changed meanwhile', async () => {
		const of = await inCalibration()
		const mara = await of.as(of.mara)
		const here = `${of.group}?sort=name&person=${of.participants.sam}`
		const form = formOf((await mara.get(here)).text, 'change')
		const bare = await mara.post(here, form)
		expect(bare).toMatchObject({ status: 400 })
		expect(bare.text).toContain('Choose a tier.')
		expect(bare.text).toContain('Say in a sentence why the tier changes')
		const given = { ...form, tier: '5', reason: 'The same evidence as Sue' }
		const wrong = await mara.post(here, { ...given, tier: '4' })
		expect(wrong).toMatchObject({ status: 409 })
		expect(wrong.text).toContain('This is the tier that it has. Choose another one.')
		const done = await mara.post(here, given)
		expect(done).toMatchObject({ status: 303, location: `${of.group}?sort=name` })
		const stale = await (await of.as(of.chief)).post(here, { ...given, tier: '6', idempotencyKey: newKey() })
		expect(stale).toMatchObject({ status: 409 })
		expect(stale.text).toContain('This result was changed in the meantime')
		expect(formOf(stale.text, 'change')).toMatchObject({ tier: '6', version: '2' })
		const result = await (await of.as(of.sam)).get(`/a/${of.slug}/check-ins/${of.participants.sam}/agreement`)
		expect(result.text.replaceAll('<!-- -->', '')).toContain('Changed in calibration from tier 2.0 to 2.5')
		expect(result.text).toContain('The same evidence as Sue')
	})

	it('is locked and unlocked by HR alone, and publication names the groups that are open', async () => {
		const of = await inCalibration()
		const hanna = await of.as(of.hanna)
		const lock = formOf((await hanna.get(of.group)).text, 'lock')
		const mara = await of.as(of.mara)
		expect(await mara.post(of.group, lock)).toMatchObject({ status: 404 })
		const publish = async () => (await hanna.get(`/a/${of.slug}/cycles/${of.cycleId}?view=publish`)).text
		expect(await publish()).toContain('2 calibration groups are not locked')
		expect(await hanna.post(of.group, lock)).toMatchObject({ status: 303 })
		expect(await publish()).toContain('One calibration group is not locked')
		const locked = await hanna.get(of.group)
		expect(locked.text).toContain('No check-in, agreement or tier of its people changes.')
		expect(locked.text).not.toContain('>Change<')
		const unlock = formOf(locked.text, 'unlock')
		const bare = await hanna.post(of.group, unlock)
		expect(bare).toMatchObject({ status: 400 })
		expect(bare.text).toContain('Say in a sentence why it is opened again.')
		const reason = 'One number was read wrong'
		const stale = await hanna.post(of.group, { ...unlock, version: '1', reason })
		expect(stale).toMatchObject({ status: 409 })
		expect(stale.text).toContain('Somebody else changed this group in the meantime.')
		expect(await hanna.post(of.group, { ...unlock, reason })).toMatchObject({ status: 303 })
		expect((await hanna.get(of.group)).text).toContain(reason)
	})

	it('gets another name and other teams, and is deleted', async () => {
		const of = await inCalibration()
		const hanna = await of.as(of.hanna)
		const here = `${of.group}?edit`
		const form = formOf((await hanna.get(here)).text, 'edit')
		const taken = await hanna.post(here, { ...form, name: 'South', team: of.teams.north })
		expect(taken).toMatchObject({ status: 409 })
		expect(taken.text).toContain('Another group of this cycle has this name.')
		const done = await hanna.post(here, { ...form, name: 'Coast', team: of.teams.harbour })
		expect(done).toMatchObject({ status: 303, location: of.group })
		expect(namesIn((await hanna.get(of.group)).text)).toEqual(['Sue', 'Sam'])
		const remove = formOf((await hanna.get(here)).text, 'delete')
		expect(await hanna.post(here, remove)).toMatchObject({ status: 303, location: of.list })
		expect(await hanna.get(of.group)).toMatchObject({ status: 404 })
		expect(await hanna.post(of.group, { intent: 'nothing' })).toMatchObject({ status: 400 })
	})
})
