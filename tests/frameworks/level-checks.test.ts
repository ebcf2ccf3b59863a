import { describe, expect, test } from 'vitest'
import { levelChecksSchema } from '#app/domain/framework/level-checks.ts'
import { fiveAiCodingLevels as levels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import { keysOf } from './read-framework.ts'

const { capabilities, bridge, practices, metrics } = levels

/** Which levels the source names a key for. */
function bandOf(key: string): readonly number[] {
	const level = levels.levels.find((one) => one.key === key || one.signs.some((sign) => sign.key === key))
	if (level) return [level.level]
	const has = (items: readonly { key: string }[]) => items.some((item) => item.key === key)
	const group = capabilities.groups.find(({ items }) => has(items))
	if (group) return group.levels
	const band = metrics.bands.find(({ items }) => has(items))
	if (band) return band.levels
	if (has(practices.items) || has(practices.governance) || has(practices.notes)) return practices.levels
	if (has(bridge.steps) || has(bridge.readiness)) return [4, 5]
	// The note on the minimal stack is about claiming level 3; the metrics of the step are those of its upper end.
	if (has(capabilities.notes)) return [3]
	if (has(metrics.step.items)) return [metrics.step.toLevel]
	throw new Error(`The framework names no level for ${key}.`)
}

describe('Contour’s checks of the five AI coding levels', () => {
	test('stand on the version of the framework that is there, and on keys that it has', () => {
		expect(levelChecks.framework).toBe(levels.key)
		expect(levelChecks.frameworkVersion).toBe(levels.version)
		const known = new Set(keysOf(levels))
		const drawn = levelChecks.checks.flatMap(({ drawsOn }) => drawsOn)
		expect(drawn.filter((key) => !known.has(key))).toEqual([])
	})

	test('each draws on what the source names for its level', () => {
		const strays = levelChecks.checks.flatMap(({ key, level, drawsOn }) =>
			drawsOn.filter((from) => !bandOf(from).includes(level)).map((from) => `${key} ${from}`),
		)
		expect(strays).toEqual([])
	})

	test('every level has checks, each key is there once, and all are marked as ours', () => {
		for (const { level } of levels.levels) {
			expect(levelChecks.checks.filter((check) => check.level === level).length).toBeGreaterThan(2)
		}
		const keys = levelChecks.checks.map(({ key }) => key)
		expect(new Set(keys).size).toBe(keys.length)
		expect(new Set(levelChecks.checks.map(({ origin }) => origin))).toEqual(new Set(['contour']))
	})

	test('the three parts of the minimal stack are checks of level 3, marked as such, and no other is', () => {
		const stack = levelChecks.checks.filter(({ minimalStack }) => minimalStack)
		expect(stack.map(({ level, drawsOn }) => [level, drawsOn[0]])).toEqual([
			[3, 'capabilities.lifecycle'],
			[3, 'capabilities.observability'],
			[3, 'capabilities.data-engineering'],
		])
	})

	test('each level’s definition or signs, all governance and readiness, and each metric of a band are drawn on', () => {
		const drawn = new Set(levelChecks.checks.flatMap(({ drawsOn }) => drawsOn))
		// What these say is what a team of level 2 lacks: no check takes them.
		const lacks = ['level-2.no-instrumentation', 'level-2.no-retraining', 'level-2.fragile']
		const expected = [
			...levels.levels.flatMap(({ signs }) => signs),
			...practices.items,
			...practices.governance,
			...bridge.readiness,
			...capabilities.groups.flatMap(({ items }) => items),
			...metrics.bands.flatMap(({ items }) => items),
		].map(({ key }) => key)
		expect(expected.filter((key) => !drawn.has(key))).toEqual(lacks)
	})

	test('a file with a key twice, a level without checks or levels out of order is refused', () => {
		const [first, ...rest] = levelChecks.checks
		const messages = (checks: unknown[]) =>
			levelChecksSchema.safeParse({ ...levelChecks, checks }).error?.issues.map(({ message }) => message)
		expect(messages([first, first, ...rest])).toEqual([`the key "${first?.key}" is used twice`])
		expect(messages(levelChecks.checks.filter(({ level }) => level !== 4))).toEqual(['level 4 has no check'])
		expect(messages([...rest, first])).toEqual(['the levels must rise'])
	})
})
