import type { AccountSession } from '#app/auth/account-context.server.ts'
import { figureRow } from '#app/domain/framework/figure-text.ts'
import { orderFigures, readFigureOrder } from '#app/domain/framework/order-figures.ts'
import { framePage } from '#app/domain/framework/team-framework.ts'
import { agenticEngineeringLadder as ladder } from '#seed/frameworks/agentic-engineering-ladder.ts'

export function readFigures({ account }: AccountSession, search: URLSearchParams) {
	const order = readFigureOrder(search)
	const { slug, locale } = account
	const here = `/a/${slug}/frameworks/${ladder.key}`
	const number = new Intl.NumberFormat(locale)
	const list = new Intl.ListFormat(locale, { type: 'disjunction' })
	return {
		...framePage(account, ladder),
		search: order,
		figures: orderFigures(ladder.figures, order, locale).map((figure) => {
			const [rung] = figure.where.rungs
			// What is said of several rungs, or of all, stands before them.
			const place = figure.where.rungs.length === 1 ? `rung-${rung}` : 'introduction'
			return {
				...figureRow(figure, locale),
				where: {
					text:
						rung === undefined
							? 'The ladder as a whole'
							: `Rung ${list.format(figure.where.rungs.map((one) => number.format(one)))}`,
					href: `${here}#${place}`,
				},
			}
		}),
	}
}
