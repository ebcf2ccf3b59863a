import { textOf } from '#tests/support/page-text.ts'
import type { World } from './company-world.ts'
import { leftover, mainOf } from './page-parts.ts'
import { cellsOfRow, unknownKeys } from './read-organization.ts'
import { meanBounds, numberOf } from './read-words.ts'
import type { Reading } from './readings.ts'
import { cellKey, emptyReading } from './readings.ts'
import type { Fact } from './solver.ts'

type Tree = Record<string, unknown>
type Side = { kind: string; mean: string; halfSteps: number; n: string }
type Past = { cycles: string[]; rows: { id: string; name: string; sides: Side[] }[] }

export type BenchmarksPage = {
	readonly rootId: string
	readonly families: readonly { id: string; key: string }[]
	readonly shownIn: (cycleId: string, nodeId: string) => readonly string[]
	/** Of a lowest team of the surveyed family: its median in half-steps, or that it is hidden; null for neither. */
	readonly teams: readonly (number | 'hidden' | null)[]
	readonly teamsBefore: readonly (number | 'hidden' | null)[]
}

const at = (of: BenchmarksPage, cycleId: string, familyId: string): Omit<Fact, 'figures'> => ({
	...{ cycleId, nodeId: of.rootId, measure: 'tier' },
	familyIds: familyId === 'all' ? of.shownIn(cycleId, of.rootId) : [familyId],
})

/** The company as a whole by cycle; and of teams how many have which median, which the heatmap shows one by one. */
export function readBenchmarksData(of: BenchmarksPage, data: Tree): Reading {
	const reading = emptyReading()
	reading.unread.push(
		...unknownKeys(
			data,
			'kind locale asOf cycle cycleName comparisonName cycles k isSuppressed past survey figures',
		),
	)
	const past = data.past as Past
	for (const { id, sides } of past.rows) {
		for (const [i, side] of sides.entries()) {
			const cell = at(of, past.cycles[i] ?? '', id)
			reading.unread.push(...unknownKeys(side, 'kind mean halfSteps n isPartial'))
			if (side.kind === 'suppressed' && id !== 'all') reading.hidden.add(cellKey(cell))
			if (side.kind !== 'shown') {
				reading.unread.push(...unknownKeys(side, 'kind'))
				continue
			}
			const mean = { from: side.halfSteps, to: side.halfSteps }
			reading.facts.push({ ...cell, figures: { n: numberOf(side.n), meanHalfSteps: mean } })
		}
	}
	const survey = data.survey as { rows: Tree[]; teams: Tree } | null
	const say = (teams: BenchmarksPage['teams']) =>
		[1, 2, 3, 4, 5, 6].map((halfSteps) => String(teams.filter((team) => team === halfSteps).length)).join()
	const said = (side: 'now' | 'before') =>
		survey?.rows.map((row) => (row[side] as { teams: string } | null)?.teams ?? '-').join()
	if (survey && said('now') !== say(of.teams))
		reading.unread.push(`teams ${said('now')}, not ${say(of.teams)}`)
	if (survey && said('before')?.includes('-') === false && said('before') !== say(of.teamsBefore)) {
		reading.unread.push(`teams before ${said('before')}, not ${say(of.teamsBefore)}`)
	}
	if (survey && survey.teams.hidden !== of.teams.filter((team) => team === 'hidden').length) {
		reading.unread.push(`${String(survey.teams.hidden)} hidden teams`)
	}
	// Of the sources: nothing of the company, which has no metrics here.
	const own = ((data.figures ?? []) as Tree[]).filter((figure) => figure.own !== null)
	reading.unread.push(...own.map((figure) => JSON.stringify(figure)))
	return reading
}

/** Reads the same as it is printed; what is said of teams has to be what travels with the page. */
export function readBenchmarksHtml(world: World, of: BenchmarksPage, html: string, data: Tree): Reading {
	const reading = emptyReading()
	const past = data.past as Past
	const survey = data.survey as {
		rows: { now: Tree; before: Tree | null }[]
		teams: Record<string, number>
	} | null
	const bodies = (page: string, caption: string) =>
		page.replace(new RegExp(`<caption[^>]*>${caption}.*?<\\/table>`, 's'), (table) => {
			for (const [i, [, row = '']] of [...table.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].slice(1).entries()) {
				const cells = cellsOfRow(row).map(({ text }) => text)
				if (caption.startsWith('Mean')) readPastRow(i, cells.slice(1))
				else if (caption.startsWith('Own')) readTeamsRow(i, cells.slice(2))
			}
			return '></table>'
		})
	function readPastRow(i: number, cells: readonly string[]): void {
		for (const [c, text] of cells.entries()) {
			const cell = at(of, past.cycles[c] ?? '', past.rows[i]?.id ?? '')
			const [all, mean = '', n = ''] = /^([\d.]+) n ([\d,]+)(?: · partial)?$/.exec(text) ?? []
			if (all !== undefined) {
				reading.facts.push({ ...cell, figures: { n: numberOf(n), meanHalfSteps: meanBounds(mean) } })
			} else if (/\d/.test(text)) reading.unread.push(text)
			else if (text === 'Hidden' && past.rows[i]?.id !== 'all') reading.hidden.add(cellKey(cell))
		}
	}
	function readTeamsRow(i: number, cells: readonly string[]): void {
		const row = survey?.rows[i]
		const expected = [row?.now, row?.before].flatMap((side) =>
			side ? [[side.teams, side.share].filter(Boolean).join(' ')] : [],
		)
		if (cells.join('|') !== expected.join('|')) reading.unread.push(cells.join('|'))
	}
	let rest = mainOf(html)
	for (const caption of [
		'Mean tier of the company',
		'Shares of marketing teams',
		'Own',
		'Figures of the sources',
	]) {
		rest = bodies(rest, caption)
	}
	const { shown, hidden, notAssessed } = survey?.teams ?? {}
	const text = textOf(rest)
		.replaceAll(
			/\b(\d+) teams? (is|are|has|have) (counted, each once|not shown|nobody)/g,
			(all, n: string, _is, what: string) => {
				const count = what.startsWith('counted') ? shown : what === 'nobody' ? notAssessed : hidden
				return Number(n) === count ? ' ' : all
			},
		)
		.replaceAll(/\b\d+ (rows?|tiers|figures|stages?)\b|left to 100%|Institute, 2025/g, ' ')
	reading.unread.push(...leftover(world, text))
	return reading
}
