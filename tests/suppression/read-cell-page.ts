import { textOf } from '#tests/support/page-text.ts'
import type { World } from './company-world.ts'
import { questionTexts } from './company-world.ts'
import { countsOf, leftover, mainOf, takeDistributions, unreadAttributes } from './page-parts.ts'
import { meanBounds, numberOf, readWords } from './read-words.ts'
import type { Individual, Reading } from './readings.ts'
import { cellKey, emptyReading } from './readings.ts'
import type { Fact, Figures } from './solver.ts'
import type { Address } from './visits.ts'

/** Reads the page that says what a cell is made of: its figures, its distributions, its questions, its people. */
export function readCellPage(
	world: World,
	families: readonly { id: string; key: string }[],
	address: Address,
	html: string,
): Reading {
	const reading = emptyReading()
	const main = mainOf(html)
	const parts = familyParts(main)
	const shown = families.filter(({ key }) =>
		parts.some((part) => part.name === key && / mean /.test(part.text)),
	)
	const own = families.find(({ id }) => id === address.family)
	const at = (familyIds: readonly string[], measure = 'tier', cycleId = address.cycle) =>
		({ cycleId, nodeId: address.node, familyIds, measure }) satisfies Omit<Fact, 'figures'>
	const here = own ? [own.id] : shown.map(({ id }) => id)
	const comparison = world.cycles[world.cycles.findIndex(({ id }) => id === address.cycle) - 1]?.id
	const asked = questionTexts.filter(({ family }) => family === own?.key)
	if (/Hidden to protect people/.test(main)) reading.hidden.add(cellKey(at(here)))

	const { rest, lists, unread } = takeDistributions(main)
	reading.unread.push(...unread)
	for (const list of lists) {
		const question = asked.find(({ text }) => list.label === `${text} ${address.cycle}`)
		const family = families.find(({ key }) => key === list.label)
		if (list.label === 'Participants by state') continue
		if (question) reading.facts.push({ ...at(here, question.key), figures: { counts: countsOf(list) } })
		else if (list.label === `People at each tier, ${address.cycle}` || list.label === address.cycle) {
			reading.facts.push({ ...at(here), figures: { counts: countsOf(list) } })
		} else if (list.label === comparison) {
			reading.facts.push({ ...at(here, 'tier', comparison), figures: { counts: countsOf(list) } })
		} else if (family) {
			reading.facts.push({ ...at([family.id]), figures: { counts: countsOf(list) } })
		} else reading.unread.push(`a distribution of ${list.label}`)
	}

	let words = textOf(takePeople(address, rest, reading.individuals))
	const figure = (pattern: RegExp, read: (...groups: string[]) => Figures, of = at(here)) => {
		words = words.replace(pattern, (_all, ...groups: string[]) => {
			reading.facts.push({ ...of, figures: read(...groups) })
			return ' '
		})
	}
	figure(/Mean tier [\d.]+ Tiers of (\d+) people, ([\d.,]+) together, divided by \d+\./, (n, sum) => {
		const mean = (numberOf(sum) * 2) / numberOf(n)
		return { n: numberOf(n), meanHalfSteps: { from: mean, to: mean } }
	})
	figure(/Median tier ([\d.]+) AI/, (median) => ({ medianHalfSteps: numberOf(median) * 2 }))
	figure(/Tier 2 or above \d+%(?: [▲▼=] [+−]?\d+ points)? (\d+) of (\d+) assessed\./, (high, n) => {
		const share = numberOf(high) / numberOf(n)
		return { n: numberOf(n), shareAtTierTwoOrAbove: { from: share, to: share } }
	})
	figure(/Below tier 1\.5 \d+% (\d+) of (\d+) assessed, at tier 0\.5 or 1\./, (below, n) => ({
		n: numberOf(n),
		shareAtTierTwoOrAbove: { from: 0, to: 1 - numberOf(below) / numberOf(n) },
	}))
	figure(
		/From the target [−+]?[\d.]+ Mean ([\d.]+); the target set for .*? is tier [\d.]+ by .*?\. It was (?:kept|set) .*?\./,
		(mean) => ({ meanHalfSteps: meanBounds(mean) }),
	)
	figure(
		/Change since .+? [▲▼=] [+−]?[\d.]+ Mean ([\d.]+) of (\d+) assessed then\./,
		(mean, n) => ({ n: numberOf(n), meanHalfSteps: meanBounds(mean) }),
		at(here, 'tier', comparison),
	)
	words = readQuestions(words)
	for (const { name, text } of parts) {
		const family = families.find(({ key }) => key === name)
		const said = readWords(text.replace(name, '').trim(), [])
		reading.unread.push(...said.unread)
		if (family && said.figures.meanHalfSteps)
			reading.facts.push({ ...at([family.id]), figures: said.figures })
		words = words.replace(text, ' ')
	}
	words = words
		// Coverage, and how many take part: taken to be public.
		.replaceAll(
			/\b\d+ of \d+ eligible( people are assessed, \d+%)?|\b\d+( of \d+)? (assessed|with a result)\b|Coverage \d+%/g,
			' ',
		)
		.replaceAll(/Exempt|Left/g, ' ')
		.replaceAll(/\b\d+ of those assessed by one rater alone/g, ' ')
		.replaceAll(/\b\d+ from the tier that both raters agreed, \d+ from that of one rater\b/g, ' ')
	reading.unread.push(...leftover(world, words), ...unreadAttributes(rest, lists))
	return reading

	function readQuestions(text: string): string {
		let left = text
		for (const question of asked) {
			const start = left.indexOf(question.text)
			if (start < 0) continue
			const after = left.slice(start + question.text.length).trimStart()
			const line = /^mean [\d.]+ · median [\d.]+ · \d+% at tier 2 or above · \d+ answers?/.exec(after)?.[0]
			if (!line) {
				if (after.startsWith('Hidden, small group')) reading.hidden.add(cellKey(at(here, question.key)))
			} else {
				reading.facts.push({ ...at(here, question.key), figures: readWords(line, []).figures })
			}
			left = `${left.slice(0, start)} ${line ? after.slice(line.length) : after}`
		}
		return left
	}
}

/** The lines of 'Made of these families'. */
function familyParts(main: string): { name: string; text: string }[] {
	const list = /Made of these families.*?<ul[^>]*>(.*?)<\/ul>/s.exec(main)?.[1] ?? ''
	return [...list.matchAll(/<li[^>]*>(.*?)<\/li>/gs)].map(([, item = '']) => ({
		name: textOf(/<a [^>]*>(.*?)<\/a>/s.exec(item)?.[1] ?? ''),
		text: textOf(item),
	}))
}

/** Takes out the table of people, where the reader sees everybody. */
function takePeople(address: Address, html: string, individuals: Individual[]): string {
	const section = /<section aria-labelledby="people".*?<\/section>/s.exec(html)?.[0] ?? ''
	for (const [, row = ''] of section.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)) {
		const participantId = /\/check-ins\/([0-9a-f-]+)\/agreement/.exec(row)?.[1]
		const tier = /\b([\d.]+) AI-/.exec(textOf(row))?.[1]
		if (participantId && tier) {
			individuals.push({ cycleId: address.cycle, participantId, halfSteps: numberOf(tier) * 2 })
		}
	}
	return html.replace(section, ' ')
}
