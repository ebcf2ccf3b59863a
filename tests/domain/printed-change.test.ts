import { describe, expect, test } from 'vitest'
import { pointsChangeText, targetDistanceText, tierChangeText } from '#app/charts/change-text.ts'
import { hasHardlyMoved, hasMoved, hasMovedFar } from '#app/domain/heatmap/has-moved.ts'
import { formatShare, formatTier } from '#app/ui/format.tsx'
import { SeededRandom } from '#seed/demo/random.ts'

const locale = 'en-GB'
const numberIn = (text: string) => Number(text.replace(/[▲▼= %]/g, '').replace('−', '-'))
/** Next to nothing and next to all count as nothing and all. */
const percentIn = (text: string) => numberIn(text.replace('<1', '0').replace('>99', '100'))
const glyphOf = (number: number) => (number > 0 ? '▲' : number < 0 ? '▼' : '=')

/** Means of groups of up to 400 people, in half-steps. */
function randomMeans(random: SeededRandom) {
	const mean = () => {
		const n = random.integer(1, 400)
		return random.integer(n, 6 * n) / n
	}
	return { before: mean(), now: mean() }
}

function randomShare(random: SeededRandom) {
	const n = random.integer(1, 400)
	return random.integer(0, n) / n
}

describe('a change', () => {
	test('is what a reader finds who subtracts the figures beside it', () => {
		const random = new SeededRandom(5)
		for (let round = 0; round < 5_000; round += 1) {
			const means = randomMeans(random)
			const [before, now] = [means.before, means.now].map((half) => Number(formatTier(half / 2, locale)))
			const change = Math.round(((now ?? 0) - (before ?? 0)) * 10) / 10
			const text = tierChangeText(means, locale)
			expect([text, numberIn(text), text[0]]).toEqual([text, change, glyphOf(change)])
			expect(hasMoved(means)).toBe(change !== 0)

			const shares = { before: randomShare(random), now: randomShare(random) }
			const [then, later] = [shares.before, shares.now].map((share) => percentIn(formatShare(share, locale)))
			expect(numberIn(pointsChangeText(shares, locale))).toBe((later ?? 0) - (then ?? 0))
		}
		expect(tierChangeText({ before: 3.68, now: 3.92 }, locale)).toBe('▲ +0.2')
		expect(pointsChangeText({ before: 0.285, now: 0.3 }, locale)).toBe('▲ +1')
		expect(targetDistanceText({ mean: 3.5, target: 4 }, locale)).toBe('−0.2')
	})

	test('is far or hardly any only where the means and the printed figures both say so', () => {
		const random = new SeededRandom(6)
		const told = { far: 0, hardly: 0, neither: 0 }
		for (let round = 0; round < 5_000; round += 1) {
			const { before } = randomMeans(random)
			const means = { before, now: Math.min(6, before + random.integer(0, 80) / 100) }
			const exact = Math.abs(means.now - means.before) / 2
			const printed = Math.abs(numberIn(tierChangeText(means, locale)))
			const [far, hardly] = [hasMovedFar(means), hasHardlyMoved(means)]
			if (far) expect(Math.min(exact, printed)).toBeGreaterThanOrEqual(0.25 - 1e-9)
			if (hardly) expect(Math.max(exact, printed)).toBeLessThan(0.25)
			if (!far && !hardly) expect(exact < 0.25 - 1e-9).not.toBe(printed < 0.25)
			told[far ? 'far' : hardly ? 'hardly' : 'neither'] += 1
		}
		expect(Math.min(...Object.values(told))).toBeGreaterThan(50)
	})
})
