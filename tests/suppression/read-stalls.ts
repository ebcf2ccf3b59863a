import { textOf } from '#tests/support/page-text.ts'
import type { World } from './company-world.ts'
import { leftover, mainOf } from './page-parts.ts'
import { meanBounds, numberOf } from './read-words.ts'
import type { Reading } from './readings.ts'
import { emptyReading } from './readings.ts'
import { unknownKeys } from './read-organization.ts'

type Tree = Record<string, unknown>
/** What is said of the people of a group that is seen as a whole. */
const sameGroup = 'at least four in five of the people are the same'

type Figure = { label: string; value: string; note?: string }

/** The figures of one group that stands still: two means, of how many, and a target. How many are placed where is told of nobody. */
function readFigures(reading: Reading, href: string, figures: readonly Figure[]): void {
	const search = new URL(href.replaceAll('&amp;', '&'), 'http://x').searchParams
	const [nodeId, familyId] = [search.get('node'), search.get('family')]
	if (!nodeId || !familyId) {
		reading.unread.push(href)
		return
	}
	const cell = { nodeId, familyIds: [familyId], measure: 'tier' }
	const [before, now, target, people, ...more] = figures
	const cycleOf = (figure: Figure | undefined) => /^Mean in (.+)$/.exec(figure?.label ?? '')?.[1]
	const [cycleBefore, cycleNow] = [cycleOf(before), cycleOf(now)]
	const n = people?.label === 'Assessed' ? /^\d+$/.exec(people.value)?.[0] : undefined
	const isRead =
		cycleBefore &&
		cycleNow &&
		n &&
		more.length === 0 &&
		target?.label === 'Target' &&
		before?.note === undefined
	if (!isRead || people?.note !== sameGroup || !/^[▲▼=] [+−]?[\d.]+$/.test(now?.note ?? '')) {
		reading.unread.push(JSON.stringify(figures))
		return
	}
	const bounds = (figure: Figure | undefined) => ({ meanHalfSteps: meanBounds(figure?.value ?? '') })
	reading.facts.push(
		{ ...cell, cycleId: cycleBefore, figures: bounds(before) },
		{ ...cell, cycleId: cycleNow, figures: { ...bounds(now), n: numberOf(n) } },
	)
}

export function readStallsData(data: Tree): Reading {
	const reading = emptyReading()
	reading.unread.push(...unknownKeys(data, 'kind lens locale csvHref items tiers paging'))
	for (const item of (data.items ?? []) as Tree[]) {
		reading.unread.push(...unknownKeys(item, 'id name place href figures advice plans beginHref'))
		readFigures(reading, String(item.href), item.figures as Figure[])
	}
	return reading
}

export function readStallsHtml(world: World, html: string): Reading {
	const reading = emptyReading()
	const rest = mainOf(html)
		.replace(/<section\b[^>]*>(?:(?!<\/section>).)*<dl\b.*?<\/section>/gs, (card) => {
			const href = /<a\b[^>]* href="([^"]*)"/.exec(card)?.[1] ?? ''
			const figures = [...card.matchAll(/<dt\b[^>]*>(.*?)<\/dt>(.*?)<\/div>/gs)].map(
				([, label = '', values = '']): Figure => {
					const [value = '', note] = [...values.matchAll(/<dd\b[^>]*>(.*?)<\/dd>/gs)].map(([, text = '']) =>
						textOf(text),
					)
					return { label: textOf(label), value, ...(note !== undefined && { note }) }
				},
			)
			readFigures(reading, href, figures)
			return textOf(card.replace(/<dl\b.*?<\/dl>/s, ' ').replace(/<details\b.*?<\/details>/s, ' '))
		})
		.replace(/<nav aria-label="Pages".*?<\/nav>/s, ' ')
	const text = textOf(rest)
		.replace(/\b[\d–]+(?: of \d+)? groups?\b/, ' ')
		.replace('at least 5 people assessed in each cycle', ' ')
	reading.unread.push(...leftover(world, text))
	return reading
}

export function readStallsExport(
	families: readonly { id: string; key: string }[],
	rows: readonly Record<string, string>[],
): Reading {
	const reading = emptyReading()
	for (const row of rows) {
		const familyIds = families.filter(({ key }) => key === row.family).map(({ id }) => id)
		const cell = { nodeId: row.team_id ?? '', familyIds, measure: 'tier' }
		if (row.found_by !== 'groups') reading.unread.push(JSON.stringify(row))
		const bounds = (tier = '') => ({
			meanHalfSteps: { from: Number(tier) * 2 - 1.1e-4, to: Number(tier) * 2 + 1.1e-4 },
		})
		reading.facts.push(
			{ ...cell, cycleId: row.compared_with ?? '', figures: bounds(row.mean_tier_before) },
			{ ...cell, cycleId: row.cycle ?? '', figures: { ...bounds(row.mean_tier), n: Number(row.n) } },
		)
	}
	return reading
}
