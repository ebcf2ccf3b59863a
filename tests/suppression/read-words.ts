import type { Figures } from './solver.ts'

/** Figures as they are printed (English), with what rounding leaves open. */

export function numberOf(text: string): number {
	return Number(text.replace('−', '-').replace('+', '').replaceAll(',', ''))
}

/** 'tier 1.7' is from 3.3 to 3.5 half-steps. */
export function meanBounds(text: string): { from: number; to: number } {
	const tier = numberOf(text)
	const half = 0.5 / 10 ** (text.split('.')[1]?.length ?? 0)
	return { from: (tier - half) * 2 - 1e-9, to: (tier + half) * 2 + 1e-9 }
}

export function shareBounds(text: string): { from: number; to: number } {
	const percent = numberOf(text.replace('%', ''))
	return { from: (percent - 0.5) / 100 - 1e-9, to: (percent + 0.5) / 100 + 1e-9 }
}

export type Words = {
	readonly figures: Figures
	/** Of the comparison cycle. */
	readonly before: Figures | null
	/** Parts with digits that mean nothing to the adversary. */
	readonly unread: readonly string[]
}

const change = String.raw`[▲▼=] [+−]?[\d.]+`
const grammar: readonly [RegExp, (...groups: string[]) => { figures?: Figures; before?: Figures }][] = [
	[/^mean ([\d.]+)$/, (mean) => ({ figures: { meanHalfSteps: meanBounds(mean) } })],
	[/^median ([\d.]+)$/, (median) => ({ figures: { medianHalfSteps: numberOf(median) * 2 } })],
	[/^(\d+%) at tier 2 or above$/, (share) => ({ figures: { shareAtTierTwoOrAbove: shareBounds(share) } })],
	// Where the distribution is shown as well, this is a sum of it; where it is not, the cell is noticed as one without counts.
	[/^\d+% below tier 1\.5$/, () => ({ figures: {} })],
	[
		/^([−+]?[\d.]+) from the target of ([\d.]+)$/,
		(distance, target) => {
			const { from, to } = meanBounds(distance)
			return {
				figures: { meanHalfSteps: { from: from + numberOf(target) * 2, to: to + numberOf(target) * 2 } },
			}
		},
	],
	[/^(\d+)(?: of \d+)? assessed$/, (n) => ({ figures: { n: numberOf(n) } })],
	[/^(\d+) answers?$/, (n) => ({ figures: { n: numberOf(n) } })],
	[
		new RegExp(`^${change}, mean ([\\d.]+) → ([\\d.]+)$`),
		(then, now) => ({
			figures: { meanHalfSteps: meanBounds(now) },
			before: { meanHalfSteps: meanBounds(then) },
		}),
	],
	[
		/^(tier [\d.]+: \d+(?:, tier [\d.]+: \d+)*)$/,
		(list) => {
			const pairs = [...list.matchAll(/tier ([\d.]+): (\d+)/g)]
			const counts = pairs.map(([, tier = '', count = '']) => [numberOf(tier) * 2, numberOf(count)])
			return { figures: { counts: Object.fromEntries(counts) as Record<number, number> } }
		},
	],
	// Coverage: who takes part and who is assessed is taken to be public.
	[/^\d+% assessed$/, () => ({})],
	[/^\d+ of \d+$/, () => ({})],
]

/** Reads a description such as 'mean 1.6 · 42 of 51 assessed · Q3 2026'. */
export function readWords(text: string, publicWords: readonly string[]): Words {
	let figures: Figures = {}
	let before: Figures | null = null
	const unread: string[] = []
	for (const part of text.split(' · ')) {
		if (!/\d/.test(part) || publicWords.includes(part)) continue
		const rule = grammar.find(([pattern]) => pattern.test(part))
		if (!rule) {
			unread.push(part)
			continue
		}
		const said = rule[1](...(rule[0].exec(part)?.slice(1) ?? []))
		figures = { ...figures, ...said.figures }
		before = said.before ?? before
	}
	return { figures, before, unread }
}
