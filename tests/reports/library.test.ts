import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { readParameters } from '#app/domain/report/report-parameters.ts'
import { reportKinds } from '#app/domain/report/report-kinds.ts'
import { startSessions } from '#tests/access/people.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { fieldsOf, sessionCookie, visit } from '#tests/check-ins/visitor.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
let sessions: Awaited<ReturnType<typeof startSessions>>
let otherSlug = ''

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	const other = await newCompany({ roles: ['owner', 'hr'] })
	otherSlug = other.slug
	sessions = await startSessions(database.adminPool, other.owner.userId)
}, 120_000)
afterAll(closeDatabase)

type Kind = keyof typeof sessions
const as = (kind: Kind) => visit(server.url, sessions[kind] ?? '')
const library = '/a/meridian/reports'

describe('the library', () => {
	test('shows each the reports that they may read, with the way to each of them and to its CSV', async () => {
		const seen = async (kind: Kind) => {
			const { text } = await as(kind).get(library)
			return [
				...new Set([...text.matchAll(/href="[^"]+saved\/new\?kind=([a-z-]+)/g)].map(([, name]) => name)),
			]
		}
		expect(await seen('hr')).toEqual([...reportKinds])
		expect(await seen('admin')).toEqual(['training-needs', 'movement', 'team-levels', 'roadmaps', 'metrics'])
		// Calibration opens for managers while a cycle is in that phase
		expect(await seen('owner')).toEqual([
			'training-needs',
			'training-report',
			'coverage',
			'movement',
			'team-levels',
			'roadmaps',
			'metrics',
		])
		expect(await seen('executive')).toEqual([
			...['training-needs', 'movement', 'team-levels', 'roadmaps', 'metrics'],
		])
		expect(await seen('member')).toEqual(['training-needs', 'movement', 'team-levels', 'roadmaps', 'metrics'])
		expect((await as('other owner').get(library)).status).toBe(404)

		const { text } = await as('hr').get(library)
		const hrefs = [...text.matchAll(/href="(\/a\/meridian\/[^"]+)"/g)].map(([, href = '']) => href)
		const own = hrefs.filter((href) => /reports\/|cycles\/.|\.csv|heatmap\?/.test(href))
		expect(own.filter((href) => href.includes('.csv')).length).toBeGreaterThan(5)
		for (const href of new Set(own)) {
			expect([href, (await as('hr').get(href.replaceAll('&amp;', '&'))).status]).toEqual([href, 200])
		}
	})
})

describe('movement', () => {
	const rowsOf = async (kind: Kind, search = ''): Promise<Record<string, string>[]> => {
		const response = await fetch(`${server.url}${library}/movement.csv${search}`, {
			headers: { Cookie: `${sessionCookie}=${sessions[kind]}` },
		})
		expect(response.status).toBe(200)
		return parse(await response.text(), { columns: true, bom: true })
	}

	test('is for HR who went where, as counted from the results of the two cycles', async () => {
		const { rows } = await database.adminPool.query<{ from: string; to: string; people: string }>(
			`WITH cycles AS (
				SELECT c.id, row_number() OVER (ORDER BY c.starts_on DESC) AS place FROM cycle c WHERE c.phase = 'published'
			), result AS (
				SELECT p.member_id, o.tier, c.place, p.state FROM cycles c JOIN participant p ON p.cycle_id = c.id
				JOIN outcome o ON o.participant_id = p.id WHERE p.state NOT IN ('exempt', 'left')
			)
			SELECT (b.tier / 2.0)::float::text AS from, (a.tier / 2.0)::float::text AS to, count(*)::text AS people
			FROM result a JOIN result b ON b.member_id = a.member_id AND b.place = 2 WHERE a.place = 1
			GROUP BY a.tier, b.tier ORDER BY b.tier, a.tier`,
		)
		const shown = (await rowsOf('hr')).filter(
			({ is_total: isTotal, from_tier: from, to_tier: to }) =>
				isTotal === 'yes' && from !== 'none' && to !== 'none',
		)
		expect(rows.length).toBeGreaterThan(5)
		expect(
			shown.map((row) => ({ from: row['from_tier'], to: row['to_tier'], people: row['people'] })),
		).toEqual(rows)
		const { text } = await as('hr').get(`${library}/movement`)
		const up = rows.filter(({ from, to }) => to > from).reduce((sum, { people }) => sum + Number(people), 0)
		expect(text).toContain('Moved up')
		expect(text.replaceAll(/<!-- -->/g, '')).toMatch(new RegExp(`>${up}<`))
	})

	test.each(['executive', 'admin', 'manager', 'member'] as const)(
		'is for %s both sides as the heatmap shows them, and never who went where',
		async (kind) => {
			const rows = await rowsOf(kind)
			expect(rows.length).toBeGreaterThan(6)
			expect(rows.filter(({ from_tier: from, to_tier: to }) => from !== 'any' && to !== 'any')).toEqual([])
			const { text } = await as(kind).get(`${library}/movement`)
			expect(text).not.toContain('Moved up')
			expect(text).toContain('Mean then')
		},
	)

	test('of a team, a family or a cycle that there is not is the 404', async () => {
		const id = crypto.randomUUID()
		for (const search of [`node=${id}`, `family=${id}`, 'cycle=none', 'cycle=live', 'node=%00']) {
			expect([search, (await as('hr').get(`${library}/movement?${search}`)).status]).toEqual([search, 404])
			expect([search, (await as('hr').get(`${library}/movement.csv?${search}`)).status]).toEqual([
				search,
				404,
			])
		}
	})
})

async function save(kind: Kind, search: string, fields: Record<string, string>): Promise<string> {
	const address = `${library}/saved/new?${search}`
	const { text } = await as(kind).get(address)
	const { location } = await as(kind).post(address, { ...fieldsOf(text), ...fields })
	return location ?? ''
}

describe('saved reports', () => {
	test('keep what the page understands, without the words of a search, and open it again', async () => {
		const search = 'kind=training-needs&steps=all&step=1.5&search=anna&page=3&nonsense=1'
		const { text } = await as('hr').get(`${library}/saved/new?${search}`)
		expect(text).toContain('step: 1.5')
		expect(text).toContain('are not saved')
		const address = await save('hr', search, { name: 'Steps of 1.5' })
		const { rows } = await database.adminPool.query<{ parameters: unknown }>(
			`SELECT parameters FROM saved_report WHERE name = 'Steps of 1.5'`,
		)
		expect(rows).toEqual([{ parameters: { steps: 'all', step: '1.5' } }])
		const page = (await as('hr').get(address)).text
		expect(page).toContain('/a/meridian/reports/training-needs?step=1.5&amp;steps=all')
		expect(page).toContain('/a/meridian/reports/training-needs.csv?step=1.5&amp;steps=all')
	})

	test('of training in groups and of what came of it have their own parameters, for those who may read these', async () => {
		const { rows } = await database.adminPool.query<{ name: string }>(
			`SELECT c.name FROM cycle c WHERE c.phase = 'published' ORDER BY c.starts_on DESC LIMIT 1`,
		)
		const cycle = rows[0]?.name ?? ''
		const grouped = await save('hr', 'kind=training-report&by=team&steps=all&sort=hours&page=2&search=anna', {
			...{ name: 'Teams by hours', isShared: 'yes' },
		})
		const outcomes = await save('hr', `kind=training-outcomes&cycle=${cycle}&x=1`, {
			...{ name: 'Last quarter', isShared: 'yes' },
		})
		const hrefs = async (address: string) => {
			const { text } = await as('hr').get(address)
			const found = [...text.matchAll(/href="\/a\/meridian\/(reports\/training-[^"]+)"/g)].map(
				([, href = '']) => href.replaceAll('&amp;', '&'),
			)
			for (const href of found) {
				expect([href, (await as('hr').get(`/a/meridian/${href}`)).status]).toEqual([href, 200])
			}
			return [...new Set(found)]
		}
		expect(await hrefs(grouped)).toEqual(
			expect.arrayContaining(
				['', '.csv'].map((format) => `reports/training-needs/report${format}?steps=all&sort=hours&by=team`),
			),
		)
		expect(await hrefs(outcomes)).toEqual(
			expect.arrayContaining(
				['', '.csv'].map((format) => `reports/training-outcomes${format}?${new URLSearchParams({ cycle })}`),
			),
		)
		// Managers read the report of their own people, and what came of training is HR's.
		const seen = async (kind: Kind) =>
			Promise.all([grouped, outcomes].map(async (address) => (await as(kind).get(address)).status))
		expect(await seen('manager')).toEqual([200, 404])
		expect(await seen('member')).toEqual([404, 404])
		for (const kind of ['training-report', 'training-outcomes']) {
			expect((await as('executive').get(`${library}/saved/new?kind=${kind}`)).status).toBe(404)
		}
		expect((await as('manager').get(grouped)).text).not.toContain('report.csv')
	})

	test('of a cycle stay with it, or follow the newest', async () => {
		const { rows } = await database.adminPool.query<{ id: string }>(
			`SELECT id FROM cycle WHERE phase <> 'draft' ORDER BY starts_on DESC`,
		)
		const [newest, , old] = rows.map(({ id }) => id)
		const search = `kind=coverage&view=teams&cycleId=${old}`
		const kept = await save('hr', search, { name: 'Old', isNewest: '' })
		const follows = await save('hr', search, { name: 'Newest', isNewest: 'yes' })
		expect((await as('hr').get(kept)).text).toContain(`/cycles/${old}/progress?view=teams`)
		expect((await as('hr').get(follows)).text).toContain(`/cycles/${newest}/progress?view=teams`)
	})

	test('are found by those with whom they are shared and who may read the report, and changed by their owner alone', async () => {
		const own = await save('hr', 'kind=metrics&lens=own', { name: 'Only mine' })
		const shared = await save('hr', 'kind=metrics&lens=own', { name: 'For all', isShared: 'yes' })
		const ofHr = await save('hr', 'kind=reminders', { name: 'For HR', isShared: 'yes' })
		for (const kind of ['executive', 'manager', 'owner'] as const) {
			const { text } = await as(kind).get(library)
			expect(text).toContain('For all')
			expect(text).not.toMatch(/Only mine|For HR/)
			const statuses = [own, shared, ofHr].map(async (address) => (await as(kind).get(address)).status)
			expect(await Promise.all(statuses)).toEqual([404, 200, 404])
			for (const intent of ['change', 'remove']) {
				const fields = { intent, version: '1', name: 'Taken' }
				expect((await as(kind).post(shared, fields)).status).toBe(404)
			}
		}
		expect((await as('other owner').get(shared)).status).toBe(404)
		expect((await as('other owner').get(shared.replace('meridian', otherSlug))).status).toBe(404)
		expect((await as('other owner').get(`/a/${otherSlug}/reports`)).text).not.toContain('For all')
	})

	test('that were changed in another tab are not written over', async () => {
		const address = await save('hr', 'kind=roadmaps', { name: 'First' })
		const fields = fieldsOf((await as('hr').get(address)).text)
		const change = (name: string) => as('hr').post(address, { ...fields, intent: 'change', name })
		expect((await change('Second')).status).toBe(303)
		const late = await change('Third')
		expect(late.status).toBe(409)
		expect(late.text).toContain('Second')
		expect(fieldsOf(late.text)).toMatchObject({ name: 'Third', version: '2' })
		expect((await as('hr').post(address, { ...fields, intent: 'remove' })).status).toBe(409)
		expect((await as('hr').post(address, { intent: 'remove', version: '2' })).status).toBe(303)
		expect((await as('hr').get(address)).status).toBe(404)
	})

	test('want a name, and say so beside it', async () => {
		const address = `${library}/saved/new?kind=metrics`
		const fields = fieldsOf((await as('hr').get(address)).text)
		const refused = await as('hr').post(address, { ...fields, name: ' ' })
		expect(refused.status).toBe(400)
		expect(refused.text).toContain('Give it a name')
		expect((await as('hr').post(address, { ...fields, name: 'x'.repeat(121) })).text).toContain(
			'120 characters',
		)
		expect((await as('member').get(`${library}/saved/new?kind=reminders`)).status).toBe(404)
		expect((await as('hr').get(`${library}/saved/new?kind=nothing`)).status).toBe(404)
	})
})

test('mails about a report are asked for and stopped on its page, by whoever finds it', async () => {
	const address = await save('hr', 'kind=roadmaps', { name: 'Plans', isShared: 'yes' })
	const { text } = await as('executive').get(address)
	const fields = { ...fieldsOf(text), intent: 'schedule', version: '0', rhythm: 'monthly', hour: '8' }
	const refused = await as('executive').post(address, { ...fields, monthDay: '32' })
	expect(refused.status).toBe(400)
	expect(refused.text).toContain('Enter a day of the month, from 1 to 31.')
	expect((await as('executive').post(address, { ...fields, monthDay: '15', hour: '24' })).status).toBe(400)
	expect((await as('executive').post(address, { ...fields, monthDay: '15' })).status).toBe(303)
	expect((await as('executive').get(address)).text).toContain('The next mail comes on')
	expect((await as('hr').get(address)).text).not.toContain('The next mail comes on')
	expect((await as('executive').post(address, { ...fields, monthDay: '16' })).status).toBe(409)
	expect((await as('other owner').post(address, { ...fields, monthDay: '16' })).status).toBe(404)
	expect((await as('executive').post(address, { intent: 'stop' })).status).toBe(303)
	expect((await as('executive').get(address)).text).not.toContain('The next mail comes on')
})

test('what a page would not take is not saved', () => {
	expect(readParameters('training-needs', { step: '7', cycle: 'x'.repeat(201) })).toBeNull()
	expect(readParameters('training-needs', { step: '7', steps: 'next' })).toEqual({})
	expect(readParameters('team-levels', { lens: 'rungs', node: 'x' })).toEqual({ lens: 'rungs' })
	expect(readParameters('roadmaps', { q: 'Anna', state: 'all', cycleId: crypto.randomUUID() })).toEqual({
		state: 'all',
	})
	expect(readParameters('coverage', { cycleId: `'; DROP` })).toEqual({})
})
