import { z } from 'zod'

/** How the address sorts a table of figures; what it does not know changes nothing. */
export const figureOrderFields = {
	sort: z.enum(['where', 'what', 'population', 'citation']).catch('where'),
	order: z.enum(['asc', 'desc']).catch('asc'),
}
const figureOrderSchema = z.object(figureOrderFields)
type FigureOrder = z.infer<typeof figureOrderSchema>

type Sortable = { what: string; population: string | null; citation: string | null }

/** Figures in the order asked for; `where` is the source's own. What the source does not name stands last either way. */
export function orderFigures<Row extends Sortable>(
	figures: readonly Row[],
	{ sort, order }: FigureOrder,
	locale: string,
): Row[] {
	if (sort === 'where') return order === 'asc' ? [...figures] : figures.toReversed()
	const collator = new Intl.Collator(locale)
	return figures.toSorted((a, b) => {
		const [left, right] = [a[sort], b[sort]]
		if (left === null || right === null) return Number(left === null) - Number(right === null)
		return order === 'asc' ? collator.compare(left, right) : collator.compare(right, left)
	})
}

export function readFigureOrder(search: URLSearchParams): FigureOrder {
	return figureOrderSchema.parse(Object.fromEntries(search))
}
