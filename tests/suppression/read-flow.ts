import { textOf } from '#tests/support/page-text.ts'
import { numberOf } from './read-words.ts'
import type { FlowFact, RoundNumbers } from './solver.ts'

type Ways = FlowFact['ways']
/** A flow as it was read. */
type Told = { ways: Ways; rounded?: RoundNumbers }
type Tree = Record<string, unknown>

const keysOfRow = 'id name isTotal href compared up same down joined gone flows'.split(' ')

/** The flow of the whole account in the data of a page; null where there is none. */
export function readFlowData(data: Tree): { told: Told; families: string[]; unread: string[] } | null {
	const { row, families, leftOut, ofFamilies, step, ...more } = (data.flow ?? { row: null }) as Tree
	if (!row) return null
	const { flows, ...sums } = row as Tree & {
		flows: { from: number | null; to: number | null; people: number }[]
	}
	const ways = flows.map(({ from, to, people }) => ({ from: from ?? 0, to: to ?? 0, people }))
	const unread = [...Object.keys(more), ...Object.keys(row).filter((key) => !keysOfRow.includes(key))]
	const read = toldOf(
		ways,
		[sums.compared, sums.up, sums.same, sums.down, sums.joined, sums.gone].map(Number),
		step === null ? null : Number(step),
	)
	unread.push(...read.unread)
	if (typeof leftOut !== 'number') unread.push(`left out: ${String(leftOut)}`)
	const { length } = families as string[]
	const said = leftOut === 0 ? null : `${length} of ${length + Number(leftOut)} families`
	if (ofFamilies !== said) unread.push(`of ${String(ofFamilies)}`)
	return { told: read.told, families: families as string[], unread }
}

/**
 * Takes the flow out of a page: its two tables and its picture. Null where there is none.
 *
 * @param families how many it is of
 */
export function takeFlow(
	html: string,
	families: number,
): { rest: string; told: Told | null; unread: string[] } {
	const unread: string[] = []
	const [, to] = /in round numbers, to the nearest (\d+) people/.exec(textOf(html)) ?? []
	const step = to === undefined ? null : Number(to)
	const peopleOf = (said: string) => {
		const [, about, under, plain] = /^(?:about ([\d,]+)|under ([\d,]+)|([\d,]+))$/.exec(said) ?? []
		if (step === null ? plain === undefined : plain !== undefined || Number(under ?? step / 2) !== step / 2)
			unread.push(said)
		return under === undefined ? numberOf(about ?? plain ?? '') : 0
	}
	const readTitle = (title: string) => {
		const [, of] = /(\d+) of \d+ families/.exec(textOf(title)) ?? []
		if (of !== undefined && Number(of) !== families) unread.push(title)
	}
	let ways = null as Ways | null
	let sums: number[] = []
	let rest = html.replace(
		/<table\b.*?<caption[^>]*>(.*?)<\/caption>.*?<\/table>\s*<\/div>\s*(<p[^>]*>[\d,]+ (?:ways?|teams?)<\/p>)?/gs,
		(all, caption: string) => {
			const rows = [...all.matchAll(/<tbody.*?<\/tbody>/gs)].flatMap(([body]) =>
				[...body.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) =>
					[...row.matchAll(/<t[dh]\b[^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) =>
						textOf(cell.replace(/<span class="phone-label">.*?<\/span>/s, '')).trim(),
					),
				),
			)
			if (caption.startsWith('Movement of the whole company, ')) {
				readTitle(caption)
				sums = rows.flatMap(([, ...figures]) => figures.map(peopleOf))
				return ' '
			}
			if (caption !== 'From tier to tier') return all
			ways = rows.map(([from = '', to = '', people = '', share = '', ...more]) => {
				unread.push(...more)
				if (!/^(about )?(\d+|<1|>99)%$/.test(share)) unread.push(share)
				return { from: halfSteps(from), to: halfSteps(to), people: peopleOf(people) }
			})
			return ' '
		},
	)
	const read = ways && toldOf(ways, sums, step)
	if (read) unread.push(...read.unread)
	rest = rest.replace(/<h2\b[^>]*id="flows"[^>]*>.*?<\/h2>/s, (title) => {
		readTitle(title)
		return ' '
	})
	rest = rest.replace(/<figure\b(?:(?!<\/figure>).)*class="flow-chart".*?<\/figure>/gs, (figure) => {
		readTitle(/<figcaption.*?<\/figcaption>/s.exec(figure)?.[0] ?? '')
		const drawn = [...figure.matchAll(/<div class="distribution-bar"[^>]*>(.*?)<\/div>/gs)].map(
			([, bar = '']) => [...bar.matchAll(/flex-grow:(\d+)/g)].map(([, count]) => Number(count)),
		)
		const expected = (['from', 'to'] as const).map((end) =>
			[0, 1, 2, 3, 4, 5, 6]
				.map((at) => (ways ?? []).reduce((sum, way) => sum + (way[end] === at ? way.people : 0), 0))
				.filter((count) => count > 0),
		)
		if (JSON.stringify(drawn) !== JSON.stringify(expected)) unread.push('a picture of another flow')
		return ' '
	})
	rest = rest.replace(
		/[Oo](ne|f) [^<]*?role famil(y is|ies are) hidden, so that nobody’s tier follows\./g,
		' ',
	)
	rest = rest.replace(/\b[\d,]+ (ways?)\b/g, ' ')
	if (step !== null) {
		const half = step / 2
		rest = rest
			.replace(/in round numbers, to the nearest.*?people, .*?and sums may differ/s, ' ')
			.replace(/Ways of fewer than (?:<!-- -->)?(\d+)(?:<!-- -->)? people are not drawn/, (all, least) => {
				if (Number(least) !== half) unread.push(all)
				return ' '
			})
	}
	return { rest, told: read?.told ?? null, unread }
}

/** The ways among the rows of an export: of the account alone. */
export function waysOfRows(
	rows: readonly Record<string, string>[],
	accountId: string,
): { told: Told; unread: string[] } {
	const unread = rows.filter((row) => row.team_id !== accountId).map((row) => JSON.stringify(row))
	const ways = rows.map(({ from_tier: from = '', to_tier: to = '', people = '' }) => {
		if (!/^\d+$/.test(people)) unread.push(people)
		return { from: halfSteps(from), to: halfSteps(to), people: Number(people) }
	})
	const steps = new Set(rows.map(({ rounded_to: to = '' }) => to))
	const [to = ''] = steps
	if (steps.size > 1 || ways.some(({ people }) => to !== '' && people % Number(to) !== 0))
		unread.push(`rounded to ${[...steps].join()}`)
	return { told: { ways, ...(to === '' ? {} : { rounded: { step: Number(to) } }) }, unread }
}

const halfSteps = (text: string) => (/^(none|No result)$/.test(text) ? 0 : numberOf(text) * 2)

/**
 * A flow with the sums beside it: compared, up, same, down, joined, gone. Of one that is told as it is these follow from the ways; in round
 * numbers everything is a multiple of the step, and no way is of who is in one cycle alone.
 */
function toldOf(ways: Ways, sums: readonly number[], step: number | null): { told: Told; unread: string[] } {
	if (step !== null) {
		const [, up = 0, same = 0, down = 0] = sums
		const isRound = [...sums, ...ways.map(({ people }) => people)].every((people) => people % step === 0)
		const isOfBoth = ways.every(({ from, to, people }) => from > 0 && to > 0 && people > 0)
		const unread = isRound && isOfBoth && sums.length === 6 ? [] : [`${sums.join()} in no round numbers`]
		return { told: { ways, rounded: { step, directions: { up, same, down } } }, unread }
	}
	const sum = (holds: (way: Ways[number]) => boolean) =>
		ways.filter(holds).reduce((people, way) => people + way.people, 0)
	const both = ({ from, to }: Ways[number]) => from > 0 && to > 0
	const expected = [
		sum(both),
		sum((way) => both(way) && way.to > way.from),
		sum((way) => both(way) && way.to === way.from),
		sum((way) => both(way) && way.to < way.from),
		sum(({ from }) => from === 0),
		sum(({ to }) => to === 0),
	]
	const isSame = JSON.stringify(sums) === JSON.stringify(expected)
	return { told: { ways }, unread: isSame ? [] : [`sums ${JSON.stringify(sums)} of other ways`] }
}
