import { beforeAll, describe, expect, test } from 'vitest'
import { figureText } from '#app/domain/framework/figure-text.ts'
import { agenticEngineeringLadder as ladder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { fiveAiCodingLevels as levels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { textsOf } from '#tests/frameworks/read-framework.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { addReaderTo } from './reader.ts'
import type { Reader } from './reader.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
let reader: Reader
beforeAll(async () => {
	reader = await addReaderTo(database, server, { roles: ['member'] })
})

const levelsPath = 'frameworks/five-ai-coding-levels'
const ladderPath = 'frameworks/agentic-engineering-ladder'

/** Each page, and the parts of the data that it shows down to the last text. */
const pages: [string, object, string][] = [
	[
		levelsPath,
		{
			introduction: levels.introduction,
			levels: levels.levels,
			stall: levels.stall,
			mistakes: levels.mistakes,
		},
		'AI coding level',
	],
	[
		`${levelsPath}/building`,
		{
			capabilities: levels.capabilities,
			bridge: levels.bridge,
			practices: levels.practices,
			delivery: levels.delivery,
		},
		'AI coding level',
	],
	[`${levelsPath}/metrics`, { metrics: levels.metrics }, 'AI coding level'],
	[`${levelsPath}/roadmap`, { roadmap: levels.roadmap }, 'AI coding level'],
	[`${levelsPath}/figures`, { references: levels.references }, 'Five AI coding levels'],
	[
		ladderPath,
		{
			introduction: ladder.introduction,
			rungs: ladder.rungs,
			trapsText: ladder.trapsText,
			adviceText: ladder.adviceText,
			sweetSpot: ladder.sweetSpot,
			closing: ladder.closing,
		},
		'Rung',
	],
	[`${ladderPath}/figures`, {}, 'Agentic engineering ladder'],
]

describe('the pages of the frameworks for teams', () => {
	test.each(pages)('%s has every text, names its lens and says what is ours', async (path, parts, lens) => {
		const { status, text } = await reader.get(path)
		expect(status).toBe(200)
		for (const one of textsOf(parts)) expect(text).toContain(one)
		const { audience, lensNote, source } = path.startsWith(levelsPath) ? levels : ladder
		for (const one of [lens, audience.text, lensNote.text, 'Added by Contour', source.title]) {
			expect(text).toContain(one)
		}
	})

	test('the five levels stand in one list, each with its number named as an AI coding level', async () => {
		const { text } = await reader.get(levelsPath)
		for (const { level, name } of levels.levels) expect(text).toContain(`AI coding level ${level} ${name}`)
	})

	test('the phases print how long they take, and so does the window from level 2 to 5', async () => {
		const { text } = await reader.get(`${levelsPath}/roadmap`)
		for (const one of [
			'Discovery 2 weeks',
			'MVP and instrumentation 1–3 months',
			'Experimentation and hardening 3–6 months',
			'Scaling to level 5 6–12 months',
			'From AI coding level 2 to 5: 6–12 months',
		]) {
			expect(text).toContain(one)
		}
	})

	test('the ladder: a trap and a way out on every rung, advice on four of them, the sweet spot', async () => {
		const { html, text } = await reader.get(ladderPath)
		expect(text.match(/The trap: /g)).toHaveLength(6)
		expect(text.match(/The way out/g)).toHaveLength(6)
		expect(text.match(/If you are on the rung /g)).toHaveLength(4)
		expect(text).toContain('The sweet spot: rung 3 or 4')
		for (const { rung } of ladder.rungs) expect(html).toContain(`id="rung-${rung}"`)
	})

	test.each([
		[levelsPath, levels.figures],
		[ladderPath, ladder.figures],
	])('%s: every figure in one table, sorted by the address', async (path, figures) => {
		const { html, text } = await reader.get(`${path}/figures`)
		expect(html.match(/<th[^>]*scope="row"/g)).toHaveLength(figures.length)
		for (const figure of figures) {
			for (const one of [figureText(figure, 'en-GB'), figure.what, figure.population]) {
				if (one !== null) expect(text).toContain(one)
			}
		}
		expect(text.match(/None given/g)).toHaveLength(figures.length)
		const places = async (search: string) => {
			const sorted = await reader.get(`${path}/figures?${search}`)
			expect(sorted.status).toBe(200)
			return figures.map(({ what }) => sorted.text.indexOf(what))
		}
		const given = await places('')
		expect(given).toEqual(given.toSorted((a, b) => a - b))
		const reversed = await places('sort=where&order=desc')
		expect(reversed).toEqual(reversed.toSorted((a, b) => b - a))
		expect(await places('sort=nobody&order=sideways')).toEqual(given)
		const whats = figures.map(({ what }) => what)
		const byWhat = whats.toSorted(new Intl.Collator('en-GB').compare)
		const sorted = await places('sort=what&order=asc')
		const found = whats.toSorted((a, b) => (sorted[whats.indexOf(a)] ?? 0) - (sorted[whats.indexOf(b)] ?? 0))
		expect(found).toEqual(byWhat)
	})

	test('the overview leads to both, each under the name of its scale', async () => {
		const { html, text } = await reader.get('frameworks')
		for (const path of [levelsPath, ladderPath]) expect(html).toContain(`href="/a/${reader.slug}/${path}"`)
		expect(text).toContain('Scale: tiers, for people')
		expect(text).toContain('Scale: AI coding levels, for teams')
		expect(text).toContain('Scale: rungs, for teams')
		for (const { name } of [...levels.levels, ...ladder.rungs]) expect(text).toContain(name)
	})
})

test('links within the pages lead to places that are there', async () => {
	for (const [path] of pages) {
		const { html } = await reader.get(path)
		for (const [, target, anchor] of html.matchAll(/href="(\/a\/[^"#]*)?#([\w-]+)"/g)) {
			const page = target ? await reader.get(target.replace(`/a/${reader.slug}/`, '')) : { html, status: 200 }
			expect(page.status, target).toBe(200)
			expect(page.html, `${path}: ${target ?? ''}#${anchor}`).toContain(`id="${anchor}"`)
		}
	}
})

test('another account’s member gets the one 404', async () => {
	const outsider = await addReaderTo(database, server, { roles: ['owner', 'hr'] })
	for (const [path] of pages) expect((await outsider.get(path, reader.slug)).status).toBe(404)
})
