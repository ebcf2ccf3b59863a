import type { AccountSession } from '#app/auth/account-context.server.ts'
import { figureRow } from '#app/domain/framework/figure-text.ts'
import { orderFigures, readFigureOrder } from '#app/domain/framework/order-figures.ts'
import { framePage } from '#app/domain/framework/team-framework.ts'
import { fiveAiCodingLevels as framework } from '#seed/frameworks/five-ai-coding-levels.ts'

/** Where each part is read: the end of the page's address, and what it is called there. */
const places = {
	mistakes: { end: '#mistakes', text: 'Mistakes and remediations' },
	roadmap: { end: '/roadmap', text: 'Roadmap' },
} as const

export function readFigures({ account }: AccountSession, search: URLSearchParams) {
	const order = readFigureOrder(search)
	const { slug, locale } = account
	const here = `/a/${slug}/frameworks/${framework.key}`
	return {
		...framePage(account, framework),
		references: framework.references,
		search: order,
		figures: orderFigures(framework.figures, order, locale).map((figure) => ({
			...figureRow(figure, locale),
			where: {
				text: places[figure.where.part].text,
				href: `${here}${places[figure.where.part].end}`,
			},
		})),
	}
}
