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
		const ofAll = [
			...['board', 'heatmap', 'trend', 'training-needs', 'movement', 'team-levels', 'roadmaps', 'metrics'],
		]
		expect(await seen('hr')).toEqual([...reportKinds])
		expect(await seen('admin')).toEqual(ofAll)
		// Calibration opens for managers while a cycle is in that phase
		expect(await seen('owner')).toEqual([
			'board',
			'heatmap',
			'trend',
			'training-needs',
			'training-report',
			'coverage',
			'movement',
			'team-levels',
			'roadmaps',
			'metrics',
		])
		expect(await seen('executive')).toEqual(ofAll)
		expect(await seen('member')).toEqual(ofAll)
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

	/** Who stood where in the newest cycle and in the one before, with a result in both. */
	const countWays = async (familyId: string | null) => {
		const { rows } = await database.adminPool.query<{ from: string; to: string; people: string }>(
			`WITH cycles AS (
				SELECT c.id, row_number() OVER (ORDER BY c.starts_on DESC) AS place FROM cycle c WHERE c.phase = 'published'
			), result AS (
				SELECT p.member_id, p.family_id, o.tier, c.place FROM cycles c JOIN participant p ON p.cycle_id = c.id
				JOIN outcome o ON o.participant_id = p.id WHERE p.state NOT IN ('exempt', 'left')
			)
			SELECT (b.tier / 2.0)::float::text AS from, (a.tier / 2.0)::float::text AS to, count(*)::text AS people
			FROM result a JOIN result b ON b.member_id = a.member_id AND b.place = 2
			WHERE a.place = 1 AND ($1::uuid IS NULL OR a.family_id = $1)
			GROUP BY a.tier, b.tier ORDER BY b.tier, a.tier`,
			[familyId],
		)
		return rows
	}
	const waysIn = (rows: readonly Record<string, string>[]) =>
		rows
			.filter(
				({ is_total: isTotal, from_tier: from, to_tier: to }) =>
					isTotal === 'yes' && ![from, to].some((tier) => tier === 'none' || tier === 'any'),
			)
			.map((row) => ({ from: row['from_tier'], to: row['to_tier'], people: row['people'] }))

	/** To the nearest multiple of a step, without what is less than half of one; 0 for as it is. */
	const inRoundNumbers = (ways: Awaited<ReturnType<typeof countWays>>, step: number) =>
		step === 0
			? ways
			: ways
					.map((way) => ({ ...way, people: `${Math.round(Number(way.people) / step) * step}` }))
					.filter(({ people }) => people !== '0')

	test('is for HR who went where, as counted from the results of the two cycles', async () => {
		const rows = await countWays(null)
		expect(rows.length).toBeGreaterThan(5)
		expect(waysIn(await rowsOf('hr'))).toEqual(rows)
		const { text } = await as('hr').get(`${library}/movement`)
		const up = rows.filter(({ from, to }) => to > from).reduce((sum, { people }) => sum + Number(people), 0)
		expect(text).toContain('Moved up')
		expect(text.replaceAll(/<!-- -->/g, '')).toMatch(new RegExp(`>${up}<`))
	})

	test.each([
		['executive', 2],
		['admin', 2],
		['manager', 1],
		['member', 1],
	] as const)(
		'is for %s both sides as the heatmap shows them, and who went where of the whole company alone',
		async (kind, least) => {
			const rows = await rowsOf(kind)
			expect(rows.length).toBeGreaterThan(6)
			const isWay = ({ from_tier: from, to_tier: to }: Record<string, string>) =>
				from !== 'any' && to !== 'any'
			expect(rows.filter((row) => row['is_total'] === 'no' && isWay(row))).toEqual([])
			const { text } = await as(kind).get(`${library}/movement`)
			expect(text).toContain('Mean then')
			expect(text.includes('Moved up')).toBe(waysIn(rows).length > 0)

			const { rows: families } = await database.adminPool.query<{ id: string }>(
				`SELECT f.id FROM role_family f JOIN account a ON a.id = f.account_id WHERE a.is_sample`,
			)
			let shown = 0
			for (const { id } of families) {
				const ofFamily = await rowsOf(kind, `?family=${id}`)
				const ways = waysIn(ofFamily)
				if (ways.length === 0) continue
				shown += 1
				const step = Number(ofFamily.find(isWay)?.['rounded_to'] ?? '')
				expect(ways).toEqual(inRoundNumbers(await countWays(id), step))
			}
			expect(shown).toBeGreaterThanOrEqual(least)
			// A hidden family is in no sum, and the sum is of no other people.
			const sum = (all: readonly { people: string | undefined }[]) =>
				all.reduce((people, row) => people + Number(row.people), 0)
			expect(sum(waysIn(rows))).toBeLessThan(sum(await countWays(null)))
			const team = rows.find((row) => row['is_total'] === 'no')?.['team_id'] ?? ''
			expect((await rowsOf(kind, `?node=${team}`).catch(() => [])).filter(isWay)).toEqual([])
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
		expect(text).toContain('Step: 1.5')
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

	test('tell a reader of groups nothing of rows of people and raters apart, which such a view has not for them', async () => {
		const asked = 'kind=heatmap&by=questions&rows=attribute:Location&raters=apart'
		const address = await save('hr', asked, { name: 'By place', isShared: 'yes' })
		const ofHr = (await as('hr').get(address)).text
		for (const told of ['Rows: Location', 'Self and manager apart', 'raters=apart', 'Columns: ']) {
			expect(ofHr).toContain(told)
		}
		for (const kind of ['executive', 'admin', 'manager', 'member'] as const) {
			const { text } = await as(kind).get(address)
			expect(text).toMatch(/Columns: .*by=questions/s)
			expect(text).not.toMatch(/Rows: |Location|apart/)
		}
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

describe('a saved view', () => {
	const begin = (kind: Kind, address: string, isDefault = true) =>
		as(kind).post(address, { intent: 'begin', isDefault: isDefault ? 'yes' : 'no' })
	const home = async (kind: Kind) => (await as(kind).get('/a/meridian')).text
	const newest = async () => {
		const { rows } = await database.adminPool.query<{ cycle: string; team: string }>(
			`SELECT c.name AS cycle, n.node_id AS team FROM cycle c JOIN snapshot s ON s.cycle_id = c.id
			 JOIN snapshot_node n ON n.snapshot_id = s.id AND n.parent_id = s.account_id
			 WHERE c.phase = 'published' ORDER BY c.starts_on DESC, n.name LIMIT 1`,
		)
		return rows[0] ?? { cycle: '', team: '' }
	}

	test('keeps its cycle, or follows the newest, where a team that is gone opens the whole', async () => {
		const { cycle, team } = await newest()
		const search = `kind=heatmap&${new URLSearchParams({ cycle, node: team, statistic: 'share', page: '2' })}`
		const kept = await as('hr').get(await save('hr', search, { name: 'Kept', isNewest: '' }))
		expect(kept.text).toMatch(/Team: [^·]+ · Statistic: Tier 2 or above/)
		const asked = new URLSearchParams({ cycle, statistic: 'share', node: team })
		expect(kept.text.replaceAll('&amp;', '&')).toContain(`/a/meridian/heatmap?${asked}`)
		const address = await save('hr', search, { name: 'Newest', isNewest: 'yes' })
		const follows = (await as('hr').get(address)).text.replaceAll('&amp;', '&')
		expect(follows).toContain(`/a/meridian/heatmap?statistic=share&near=${team}`)
		expect(follows).toContain(`/a/meridian/heatmap.csv?node=${team}&statistic=share`)
		for (const [search, says] of [
			[
				'kind=heatmap&by=metrics&metrics=prs-merged,defects-per-story',
				/Columns: Metrics · Metrics: (?!prs-merged)[^·,]+, (?!defects-per-story)[^·,<]+</,
			],
			[`kind=trend&statistic=median&until=${cycle}`, new RegExp(`Up to: ${cycle} · Statistic: Median`)],
			[`kind=movement&cycle=${cycle}&since=Q4+2025`, new RegExp(`Cycle: ${cycle} · Changes since: Q4 2025`)],
		] as const) {
			const address = await save('hr', search, { name: `Words of ${search}`.slice(0, 60) })
			expect((await as('hr').get(address)).text, search).toMatch(says)
		}
		const board = await save('hr', `kind=board&node=${crypto.randomUUID()}&present=1`, { name: 'Gone' })
		const [, href = ''] =
			/href="(\/a\/meridian\/board\?near=[^"&]+)"/.exec((await as('hr').get(board)).text) ?? []
		expect((await as('hr').get(href)).status).toBe(200)
	})

	test('is what a person begins with: one at a time, theirs alone', async () => {
		const { team } = await newest()
		const first = await save('executive', `kind=heatmap&node=${team}&statistic=share`, {
			...{ name: 'Ours first', isShared: 'yes' },
		})
		const second = await save('executive', 'kind=board', { name: 'Ours second' })
		expect((await begin('executive', first)).status).toBe(303)
		const own = await home('executive')
		expect(own).toContain('Ours first')
		expect(own).toContain('Share at tier 2 or above by team')
		expect(await home('hr')).not.toContain('Ours first')
		expect((await begin('hr', first)).status).toBe(303)
		expect(await home('hr')).toContain('Ours first')
		// Whatever its columns and rows are.
		for (const [search, says] of [
			['by=questions&statistic=median', 'Median tier of the agreed answers by team and question'],
			['by=tiers', 'People by team and tier, all families'],
			['by=cycles', 'Mean tier by team and cycle up to'],
			['rows=attribute:Location', 'Mean tier by Location and role family'],
			['statistic=target', 'Mean tier from the target by team'],
		] as const) {
			const address = await save('hr', `kind=heatmap&${search}`, { name: `Own ${search}` })
			expect((await begin('hr', address)).status).toBe(303)
			const begun = await home('hr')
			expect(begun, search).toContain(says)
			expect(begun, search).not.toContain('more than fits here')
		}
		const apart = await save('hr', 'kind=heatmap&raters=apart&rows=managers', { name: 'Two sides' })
		expect((await as('hr').get(apart)).text).toContain('Rows: Managers · Answers: Self and manager apart')
		expect((await begin('hr', apart)).status).toBe(303)
		expect(await home('hr')).toContain('more than fits here')
		expect((await begin('hr', first)).status).toBe(303)
		// A manager's home has no table, but the way to the view.
		expect((await begin('manager', first)).status).toBe(303)
		expect(await home('manager')).toContain('Ours first')

		expect((await begin('executive', second)).status).toBe(303)
		expect(await home('executive')).not.toContain('Ours first')
		expect((await as('executive').get(library)).text.match(/You begin here/g)).toHaveLength(1)
		const { rows } = await database.adminPool.query(
			`SELECT FROM saved_report_default d JOIN membership m ON m.id = d.membership_id JOIN "user" u ON u.id = m.user_id
			 WHERE u.email = 'executive@meridian.example'`,
		)
		expect(rows).toHaveLength(1)

		// Not shared any more: the others begin as usual again, and it stays its owner's.
		expect((await begin('executive', first)).status).toBe(303)
		const { version = '' } = fieldsOf((await as('executive').get(first)).text)
		await as('executive').post(first, { intent: 'change', version, name: 'Ours first' })
		expect(await home('executive')).toContain('Ours first')
		for (const kind of ['hr', 'manager'] as const) expect(await home(kind)).not.toContain('Ours first')
		expect((await begin('hr', first)).status).toBe(404)
		const later = fieldsOf((await as('executive').get(first)).text)['version'] ?? ''
		expect((await as('executive').post(first, { intent: 'remove', version: later })).status).toBe(303)
		expect(await home('executive')).toContain('Where the company stands')
	})

	test('is a picture of the company, of this account, and is given up again', async () => {
		const list = await save('hr', 'kind=metrics', { name: 'No view', isShared: 'yes' })
		expect((await begin('hr', list)).status).toBe(404)
		const view = await save('hr', 'kind=board', { name: 'For a while', isShared: 'yes' })
		expect((await begin('other owner', view)).status).toBe(404)
		expect((await begin('other owner', view.replace('meridian', otherSlug))).status).toBe(404)
		expect((await begin('hr', view)).status).toBe(303)
		expect((await begin('hr', view, false)).status).toBe(303)
		expect(await home('hr')).not.toContain('For a while')
	})

	test('that is no table of tiers is opened from home, and one that is out of reach is said to be', async () => {
		const metric = await save('hr', 'kind=heatmap&metric=prs-merged', { name: 'Merged work' })
		await begin('hr', metric)
		expect(await home('hr')).toContain('is more than fits here')
		expect(await home('hr')).toContain('/a/meridian/heatmap?metric=prs-merged')
		const { cycle } = await newest()
		const gone = { cycle, node: crypto.randomUUID() }
		await begin(
			'hr',
			await save('hr', `kind=board&${new URLSearchParams(gone)}`, { name: 'Gone', isNewest: '' }),
		)
		expect(await home('hr')).toContain('is not there for')
		expect(await home('hr')).toContain('Where the company stands')
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
