import { textOf } from '#tests/support/page-text.ts'
import type { World } from './company-world.ts'
import { questionTexts } from './company-world.ts'
import { leftover, mainOf } from './page-parts.ts'
import { readHeatmapPage } from './read-heatmap-page.ts'
import { numberOf, readWords } from './read-words.ts'
import type { Reading } from './readings.ts'
import { cellKey, emptyReading } from './readings.ts'
import type { Fact } from './solver.ts'
import type { Address } from './visits.ts'

/** The targets that the tests set: tier 2, and tier 3 for one family, which both transitions lead to. */
export const targetOf = (familyKey: string): 4 | 6 => (familyKey === 'engineering' ? 6 : 4)

/** What somebody who is below stands below: the tier that a transition leads to, or the target of the family. */
export function aimOf(familyKey: string, question: string | null): 4 | 6 {
	if (question === 'transition.legacy-patterns') return 4
	return question === 'transition.specification-engineering' ? 6 : targetOf(familyKey)
}

const ownParts: readonly RegExp[] = [
	/<form[^>]*aria-label="Filter training needs".*?<\/form>/s,
	/<dl aria-label="In this list".*?<\/dl>/s,
	/<section aria-labelledby="frequent".*(?=<section aria-labelledby="needs")/s,
	/<section aria-labelledby="needs".*?<\/section>/s,
	/<section[^>]*>(?:(?!<\/section>).)*Your next steps.*?<\/section>/s,
	/Your target now: [^<]*/,
]

/** Reads the training needs: how many of a group are below target, and who among one's own people. */
export function readNeedsPage(
	world: World,
	families: readonly { id: string; key: string }[],
	address: Address,
	html: string,
): Reading {
	const reading = emptyReading()
	let rest = mainOf(html)
	const counts = /<section aria-labelledby="counts".*<\/section>/s.exec(rest)?.[0] ?? ''
	for (const [section] of counts.matchAll(/<section aria-labelledby="_[^>]*>.*?<\/section>/gs)) {
		const family = families.find(
			({ key }) => key === textOf(/<h3[^>]*>(.*?)<\/h3>/s.exec(section)?.[1] ?? ''),
		)
		for (const [, item = ''] of section.matchAll(/<li>(.*?)<\/li>/gs)) {
			const text = textOf(item)
			const label = questionTexts.find(
				(question) => question.family === family?.key && text.startsWith(question.text),
			)
			// The skill that leads to a tier is before whoever stands below it.
			const ofTier = /^(Tier as a whole|Recognizing legacy patterns|Specification engineering)/.exec(
				text,
			)?.[1]
			const measure = label?.key ?? (ofTier ? 'tier' : null)
			const said = /(\d+) of (\d+) below · (\d+)% at (target|tier 2\.0|tier 3\.0)$/.exec(text)
			const of = {
				cycleId: address.cycle,
				nodeId: address.node,
				familyIds: [family?.id ?? ''],
				measure: measure ?? '',
			}
			if (text.endsWith('Hidden, small group')) {
				// One word stands for all questions of a family of which nothing is shown.
				reading.hidden.add(cellKey(of))
			} else if (said && measure) {
				const [below, n] = [numberOf(said[1] ?? ''), numberOf(said[2] ?? '')]
				const aim = aims[said[4] ?? ''] ?? targetOf(family?.key ?? '')
				reading.facts.push(belowFact(of, { below, n, aim }))
				const meter = /aria-valuemax="(\d+)" aria-valuenow="(\d+)" aria-valuetext="([^"]*)"/.exec(item)
				if (meter?.[1] !== String(n) || meter[2] !== String(n - below) || !text.endsWith(meter[3] ?? '-')) {
					reading.unread.push(item)
				}
			} else if (/\d/.test(text)) reading.unread.push(text)
		}
		rest = rest.replace(section, ' ')
	}
	for (const [, participantId = ''] of rest.matchAll(/\/check-ins\/([0-9a-f-]+)\/agreement/g)) {
		reading.individuals.push({ cycleId: address.cycle, participantId })
	}
	// One's own people and steps: rows that lead to them, and sums over exactly these.
	for (const part of ownParts) rest = rest.replace(part, ' ')
	reading.unread.push(...leftover(world, textOf(rest)))
	return reading
}

const aims: Readonly<Record<string, 4 | 6>> = { 'tier 2.0': 4, 'tier 3.0': 6 }

export function belowFact(
	of: Omit<Fact, 'figures'>,
	{ below, n, aim }: { below: number; n: number; aim: 4 | 6 },
): Fact {
	const share = { from: (n - below) / n, to: (n - below) / n }
	return {
		...of,
		figures: { n, ...(aim === 4 ? { shareAtTierTwoOrAbove: share } : { shareAtTierThree: share }) },
	}
}

/**
 * Reads the home page: the heatmap of the newest cycle, for who reads the whole company; what was agreed about one's reports,
 * and what they had before; and for HR how many have a next step.
 */
export function readHomePage(
	world: World,
	familyIds: readonly string[],
	address: Address,
	html: string,
): Reading {
	let rest = mainOf(html)
	const landscape = /<section aria-labelledby="landscape".*?<\/section>/s.exec(rest)?.[0] ?? ''
	const caption = textOf(/<caption.*?<\/caption>/s.exec(landscape)?.[0] ?? '')
	const cycle = world.cycles.find(({ id }) => caption.endsWith(id))?.id ?? ''
	const reading = landscape
		? readHeatmapPage(world, familyIds, { ...address, cycle, statistic: 'mean' }, `<main>${landscape}</main>`)
		: emptyReading()
	const changes = /<section[^>]*>(?:(?!<\/section>).)*What changed.*?<\/section>/s.exec(rest)?.[0] ?? ''
	const cycleId = world.cycles.find(({ id }) => changes.includes(`Agreed in ${id}`))?.id ?? ''
	for (const [, item = ''] of changes.matchAll(/<li[^>]*>(.*?)<\/li>/gs)) {
		const participantId = /\/check-ins\/([0-9a-f-]+)\/agreement/.exec(item)?.[1] ?? ''
		const [, change = '', tier = ''] = /(first time|[▲▼=] [+−]?[\d.]+)? ?\b([\d.]+)$/.exec(textOf(item)) ?? []
		const halfSteps = numberOf(tier) * 2
		const before =
			change === 'first time' || change === '' ? {} : { before: halfSteps - numberOf(change.slice(2)) * 2 }
		reading.individuals.push({ cycleId, participantId, halfSteps, ...before })
	}
	const moved = /<section id="moved".*?<\/section>/s.exec(rest)?.[0] ?? ''
	readMoved(world, cycle, moved, reading)
	const stuck = /<section id="stuck".*?<\/section>/s.exec(rest)?.[0] ?? ''
	readMoved(world, cycle, stuck, reading)
	rest = rest
		.replace(moved, ' ')
		.replace(stuck, ' ')
		.replace(landscape, ' ')
		.replace(changes, ' ')
		.replace(/<section[^>]*>(?:(?!<\/section>).)*You work at tier.*?<\/section>/s, ' ')
		// Whose turn it is among those who report to the reader.
		.replace(/<section[^>]*>(?:(?!<\/section>).)*Your reports.*?<\/section>/s, ' ')
	// Only who sees everybody has these: the needs are named one by one on a page of their own.
	if (reading.hidden.size === 0) {
		rest = rest
			.replace(/<section[^>]*>(?:(?!<\/section>).)*With a next step.*?<\/section>/s, ' ')
			.replace(/<section[^>]*>(?:(?!<\/section>).)*Coverage, .*?<\/section>/s, ' ')
	}
	reading.unread.push(...leftover(world, textOf(rest)))
	return reading
}

/** What moved since the cycle before, and what hardly did: of families and teams in the table above it. */
function readMoved(world: World, cycleId: string, section: string, reading: Reading): void {
	const comparison = world.cycles[world.cycles.findIndex(({ id }) => id === cycleId) - 1]?.id ?? ''
	const names = world.cycles.map(({ id }) => id)
	const rest = section.replaceAll(/<li[^>]*>(.*?)<\/li>/gs, (_all, item: string) => {
		const title = textOf(/ title="([^"]*)"/.exec(item)?.[1] ?? '')
		const nodeId = /[?;&]node=([\w-]+)/.exec(item)?.[1] ?? ''
		const family = /[?;&]family=([\w-]+)/.exec(item)?.[1] ?? ''
		const shown = reading.facts.filter(
			(fact) => fact.cycleId === cycleId && fact.nodeId === nodeId && fact.familyIds.length === 1,
		)
		const familyIds = family === 'all' ? [...new Set(shown.flatMap((fact) => fact.familyIds))] : [family]
		const { figures, before, unread } = readWords(title, names)
		const of = { cycleId, nodeId, familyIds, measure: 'tier' }
		reading.facts.push({ ...of, figures }, { ...of, cycleId: comparison, figures: before ?? {} })
		// What a group is measured against is said to everybody.
		const said = textOf(/<\/a>(.*)$/s.exec(item)?.[1] ?? '').replace(/ · target [\d.]+$/, '')
		const words = said.split(/[\s→]+/)
		reading.unread.push(...unread, ...words.filter((word) => /\d/.test(word) && !title.includes(word)))
		return ' '
	})
	reading.unread.push(...leftover(world, textOf(rest)))
}
