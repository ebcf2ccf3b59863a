import { beforeAll, describe, expect, test } from 'vitest'
import { figureText } from '#app/domain/framework/figure-text.ts'
import { skillProgressionMap as map } from '#seed/frameworks/skill-progression-map.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { addReaderTo } from './reader.ts'
import type { Reader, ReaderOptions } from './reader.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)

const addReader = (options: ReaderOptions) => addReaderTo(database, server, options)

const mapPath = 'frameworks/skill-progression-map'
const normal = (text: string) => text.replace(/\s+/g, ' ')

describe('the pages of the map', () => {
	let reader: Reader
	beforeAll(async () => {
		reader = await addReader({ roles: ['member'], rubric: map.rubric })
	})

	test('the overview leads to the map and to every family', async () => {
		const { status, html, text } = await reader.get('frameworks')
		expect(status).toBe(200)
		expect(text).toContain(map.rubric.title)
		for (const { key } of map.rubric.families) {
			expect(html).toContain(`href="/a/${reader.slug}/${mapPath}/${key}"`)
		}
	})

	test('the map: six tiers, patterns, caveat on depth, the two skills, what stays human', async () => {
		const { status, text } = await reader.get(mapPath)
		expect(status).toBe(200)
		const expected = [
			map.introduction,
			map.betweenLevels,
			map.depth.text,
			map.humanFunctions.text,
			...map.tiers.flatMap(({ name, definition, stage }) => [name, definition ?? stage ?? '']),
			...map.families.flatMap(({ pattern }) => [pattern.name, pattern.text]),
			...map.transitions.flatMap(({ name, text: says }) => [name, says]),
			...map.humanFunctions.items.map(({ name }) => name),
			...map.notes.map(({ text: says }) => says),
		]
		for (const one of expected) expect(text).toContain(normal(one))
	})

	test.each(map.rubric.families.map((family) => [family.name, family] as const))(
		'%s: levels with all signs and notes, every option of every question, whose they are',
		async (_name, family) => {
			const { status, html, text } = await reader.get(`${mapPath}/${family.key}`)
			expect(status).toBe(200)
			const guide = map.families.find((one) => one.family === family.key)
			for (const { definition, signs, notes } of guide?.levels ?? []) {
				for (const one of [
					definition,
					...signs.map((sign) => sign.text),
					...notes.map((note) => note.text),
				]) {
					expect(text).toContain(normal(one))
				}
			}
			for (const question of family.questions) {
				expect(text).toContain(question.text)
				expect(text).toContain(question.managerText)
				for (const option of question.options) expect(text).toContain(normal(option.text))
			}
			for (const one of [family.entry.text, family.entry.hint, family.entry.below.text, 'Added by Contour']) {
				expect(text).toContain(one)
			}
			expect(text.includes(map.depth.short)).toBe(family.key !== 'engineering')
			expect(html.match(/<th[^>]*scope="col"/g)).toHaveLength(6)
			expect(html.match(/<th[^>]*scope="row"/g)).toHaveLength(family.questions.length)
		},
	)

	test('Engineering: how level 3 is run, down to the warning', async () => {
		const { text } = await reader.get(`${mapPath}/engineering`)
		const operations = map.families[0]?.levels[2]?.operations
		if (!operations) throw new Error('no operations')
		const { operationalUnit, unitOfWork, cycleTime, failureMode, dayShape, metrics, warning } = operations
		const expected = [
			...operationalUnit.map(({ name }) => name),
			unitOfWork.text,
			...unitOfWork.steps,
			cycleTime.stories,
			cycleTime.features,
			cycleTime.note,
			failureMode.cause,
			...failureMode.examples,
			failureMode.recovery,
			dayShape.summary,
			...dayShape.parts.flatMap(({ name, work }) => [name, ...work]),
			...metrics.items.map(({ name }) => name),
			...warning.points.map((point) => point.text),
		]
		for (const one of expected) expect(text).toContain(normal(one))
		expect(text).toContain('Not the line of code, not the prompt.')
		expect(text).toContain('level 1 without progression actively lowers quality')
	})

	test('every figure with what, of whom and citation, in one table; filtered and sorted by the address', async () => {
		const { status, html, text } = await reader.get(`${mapPath}/figures`)
		expect(status).toBe(200)
		for (const figure of map.figures) {
			for (const one of [figureText(figure, 'en-GB'), figure.what, figure.population, figure.citation]) {
				if (one !== null) expect(text).toContain(one)
			}
		}
		const rows = (page: string) => page.match(/<th[^>]*scope="row"/g)?.length ?? 0
		expect(rows(html)).toBe(31)
		const sales = await reader.get(`${mapPath}/figures?family=sales&sort=citation&order=desc`)
		expect(rows(sales.html)).toBe(4)
		// What nobody is cited for stands last, in either direction.
		const order = ['Salesforce, 2024', 'Gartner, 2025', 'None given'].map((one) => sales.text.indexOf(one))
		expect(order).toEqual(order.toSorted((a, b) => a - b))
		expect(Math.min(...order)).toBeGreaterThan(0)
		const nonsense = await reader.get(`${mapPath}/figures?family=all&sort=nobody&order=sideways`)
		expect([nonsense.status, rows(nonsense.html)]).toEqual([200, 1])
		const none = await reader.get(`${mapPath}/figures?family=nowhere`)
		expect(none.status).toBe(200)
		expect(none.text).toContain('No figures here')
	})
})

describe('whose rubric', () => {
	test('an account without one of its own reads the built-in map', async () => {
		const reader = await addReader({ roles: ['member'] })
		for (const path of ['frameworks', mapPath, `${mapPath}/sales`, `${mapPath}/figures`]) {
			expect((await reader.get(path)).status).toBe(200)
		}
	})

	test('an account’s own questions and families are shown and named as its own', async () => {
		const rubric = structuredClone(map.rubric)
		const [engineering] = rubric.families
		if (!engineering) throw new Error('no family')
		const finance = structuredClone(engineering)
		Object.assign(finance, { key: 'finance', name: 'Finance', origin: 'account' })
		finance.entry.key = 'finance.entry'
		finance.questions.forEach((question, index) => {
			Object.assign(question, {
				key: `finance.q-${index}`,
				origin: 'account',
				text: `Own question ${index}?`,
			})
		})
		rubric.version = 2
		rubric.families = [...rubric.families.filter(({ key }) => key !== 'sales'), finance]
		const reader = await addReader({ roles: ['member'], rubric })

		const own = await reader.get(`${mapPath}/finance`)
		expect(own.status).toBe(200)
		for (const one of ['Own question 0?', 'Own question 2?', 'Added by your company']) {
			expect(own.text).toContain(one)
		}
		expect(own.text).not.toContain('The three levels')
		expect((await reader.get(mapPath)).text).toContain('Finance')
		// The source's figures stay readable, without a link to a family that is gone.
		expect((await reader.get(`${mapPath}/sales`)).status).toBe(404)
		const figures = await reader.get(`${mapPath}/figures`)
		expect(figures.text).toContain('Sales, level 2')
		expect(figures.html).not.toContain(`${mapPath}/sales#`)
	})
})

test('another account’s member, and a family that is none, get the one 404; a stranger is asked to sign in', async () => {
	const reader = await addReader({ roles: ['member'] })
	const outsider = await addReader({ roles: ['owner', 'hr'] })
	expect((await reader.get(`${mapPath}/alchemy`)).status).toBe(404)
	for (const path of ['frameworks', mapPath, `${mapPath}/sales`, `${mapPath}/figures`]) {
		expect((await reader.get(path)).status).toBe(200)
		expect((await outsider.get(path, reader.slug)).status).toBe(404)
		const anonymous = await fetch(`${server.url}/a/${reader.slug}/${path}`, { redirect: 'manual' })
		expect(anonymous.status).toBe(302)
		expect(anonymous.headers.get('Location')).toMatch(/^\/sign-in/)
	}
})
