import { textOf } from '#tests/support/page-text.ts'
import { numberOf } from './read-words.ts'
import type { FlowFact } from './solver.ts'

type Ways = FlowFact['ways']
type Tree = Record<string, unknown>

const keysOfRow = 'id name isTotal href compared up same down joined gone flows'.split(' ')

/** The flow of the whole account in the data of a page; null where there is none. */
export function readFlowData(data: Tree): { ways: Ways; families: string[]; unread: string[] } | null {
	const { row, families, leftOut, ofFamilies, ...more } = (data.flow ?? { row: null }) as Tree
	if (!row) return null
	const { flows, ...sums } = row as Tree & {
		flows: { from: number | null; to: number | null; people: number }[]
	}
	const ways = flows.map(({ from, to, people }) => ({ from: from ?? 0, to: to ?? 0, people }))
	const unread = [...Object.keys(more), ...Object.keys(row).filter((key) => !keysOfRow.includes(key))]
	unread.push(...sumsBeside(ways, [sums.compared, sums.up, sums.same, sums.down, sums.joined, sums.gone]))
	if (typeof leftOut !== 'number') unread.push(`left out: ${String(leftOut)}`)
	const { length } = families as string[]
	const said = leftOut === 0 ? null : `${length} of ${length + Number(leftOut)} families`
	if (ofFamilies !== said) unread.push(`of ${String(ofFamilies)}`)
	return { ways, families: families as string[], unread }
}

/**
 * Takes the flow out of a page: its two tables and its picture. Null where there is none.
 *
 * @param families how many it is of
 */
export function takeFlow(
	html: string,
	families: number,
): { rest: string; ways: Ways | null; unread: string[] } {
	const unread: string[] = []
	const readTitle = (title: string) => {
		const [, of] = /(\d+) of \d+ families/.exec(textOf(title)) ?? []
		if (of !== undefined && Number(of) !== families) unread.push(title)
	}
	let ways: Ways | null = null
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
				sums = rows.flatMap(([, ...figures]) => figures.map(numberOf))
				return ' '
			}
			if (caption !== 'From tier to tier') return all
			ways = rows.map(([from = '', to = '', people = '', share = '', ...more]) => {
				unread.push(...more)
				if (!/^(\d+|<1|>99)%$/.test(share)) unread.push(share)
				return { from: halfSteps(from), to: halfSteps(to), people: numberOf(people) }
			})
			return ' '
		},
	)
	if (ways) unread.push(...sumsBeside(ways, sums))
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
	return { rest, ways, unread }
}

/** The ways among the rows of an export: of the account alone. */
export function waysOfRows(
	rows: readonly Record<string, string>[],
	accountId: string,
): { ways: Ways; unread: string[] } {
	const unread = rows.filter((row) => row.team_id !== accountId).map((row) => JSON.stringify(row))
	const ways = rows.map(({ from_tier: from = '', to_tier: to = '', people = '' }) => {
		if (!/^\d+$/.test(people)) unread.push(people)
		return { from: halfSteps(from), to: halfSteps(to), people: Number(people) }
	})
	return { ways, unread }
}

const halfSteps = (text: string) => (/^(none|No result)$/.test(text) ? 0 : numberOf(text) * 2)

/** Sums that do not follow from the ways beside them: compared, up, same, down, joined, gone. */
function sumsBeside(ways: Ways, sums: readonly unknown[]): string[] {
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
	return JSON.stringify(sums) === JSON.stringify(expected)
		? []
		: [`sums ${JSON.stringify(sums)} of other ways`]
}
