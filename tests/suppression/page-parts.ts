import { textOf } from '#tests/support/page-text.ts'
import type { World } from './company-world.ts'
import { numberOf } from './read-words.ts'

/** The main part of a page without icons. */
export function mainOf(html: string): string {
	const main = /<main\b.*?<\/main>/s.exec(html)?.[0]
	if (main === undefined) throw new Error('a page without a main part')
	return main.replace(/<svg\b.*?<\/svg>/gs, '').replaceAll('<!-- -->', '')
}

/** A distribution's list: its name, and its counts by label. */
export type PartList = { readonly label: string; readonly counts: ReadonlyMap<string, number> }

/** Takes distributions out of a page's markup: the lists that say them, and the bars that draw them. */
export function takeDistributions(html: string): { rest: string; lists: PartList[]; unread: string[] } {
	const lists: PartList[] = []
	let rest = html.replace(
		/<ul aria-label="([^"]*)" class="distribution-list[^"]*">(.*?)<\/ul>/gs,
		(_all, label: string, inner: string) => {
			const items = [...inner.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item = '']) => {
				const [, name = '', count = ''] = /^(.*?)(?: AI-\S+)? ?: (\d+)$/.exec(textOf(item)) ?? []
				return [name.trim(), numberOf(count)] as const
			})
			lists.push({ label: textOf(label), counts: new Map(items) })
			return ' '
		},
	)
	const drawn = new Set(lists.map(({ counts }) => [...counts.values()].filter((count) => count > 0).join()))
	const unread: string[] = []
	rest = rest.replace(/<div class="distribution-bar"[^>]*>(.*?)<\/div>/gs, (_all, inner: string) => {
		const counts = [...inner.matchAll(/flex-grow:(\d+)/g)].map(([, count]) => count).join()
		if (!drawn.has(counts)) unread.push(`a bar of ${counts}`)
		return ' '
	})
	return { rest, lists, unread }
}

/** By half-steps, of a list of tiers. */
export function countsOf({ counts }: PartList): Record<number, number> {
	return Object.fromEntries([...counts].map(([tier, count]) => [numberOf(tier) * 2, count]))
}

const constant = [
	/[A-Z][a-z]{2} \d{1,2}, \d{4}/g,
	/\btier 2, 2\.5 or 3\b|\b(at )?tier 2 or above\b|\bTier 2 or above\b|from 0\.5 on the left to 3 on the right/g,
	/\b(Share b|B|b)elow tier 1\.5\b|at tier 0\.5 or 1\.|\bTier (0\.5|1\.0|1\.5|2\.0|2\.5|3\.0) AI-/g,
	/\bTier (0\.5|1\.0|1\.5|2\.0|2\.5|3\.0)(?= Tier|$| Metric| Show)/g,
	/\b0\.5 AI-Curious 1\.0 AI-Assisted 1\.5 AI-Building 2\.0 AI-Integrated 2\.5 AI-Advanced 3\.0 AI-Native\b/g,
	/\b0% 20% 40% 60% 80% 100%/g,
	/\b(fewer than|groups of|of) 5 people\b/g,
	/, version 1\b/g,
]

/** What is left of a page's words once everything public is taken out, where it still has figures. */
export function leftover(world: World, text: string): string[] {
	let rest = text
	for (const pattern of constant) rest = rest.replace(pattern, ' ')
	const names = [...world.cycles.map(({ id }) => id), ...new Set(world.teams.map(({ name }) => name))]
	for (const name of names.sort((a, b) => b.length - a.length)) rest = rest.replaceAll(name, ' ')
	return /\d/.test(rest) ? [...rest.matchAll(/.{0,30}\d.{0,30}/g)].map(([found]) => found.trim()) : []
}

/** Numbers in the markup that no distribution on the page explains: sizes of bars, values of meters. */
export function unreadAttributes(html: string, lists: readonly PartList[]): string[] {
	const totals = lists.map(({ counts }) => [...counts.values()].reduce((sum, count) => sum + count, 0))
	// The bars of several groups are as long as the groups are large.
	const lengths = new Set(totals.flatMap((total) => totals.map((longest) => `${(total / longest) * 100}`)))
	return attributeNumbers(html).filter((number) => number !== '100' && !lengths.has(number))
}

export function attributeNumbers(html: string): string[] {
	return [...html.matchAll(/(?:flex-grow:|aria-valuenow="|aria-valuemax="|width:)([\d.]+)/g)].map(
		([, number = '']) => number,
	)
}
