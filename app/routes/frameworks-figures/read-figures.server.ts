import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import type { Figure } from '#app/domain/framework/figure.ts'
import { figureRow } from '#app/domain/framework/figure-text.ts'
import { figureOrderFields, orderFigures } from '#app/domain/framework/order-figures.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import { findFamily } from '#app/domain/framework/rubric.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { skillProgressionMap as map } from '#seed/frameworks/skill-progression-map.ts'

/** The value of `?family=` that stands for what the source says of all families. */
const allFamilies = 'all'

const searchSchema = z.object({ family: z.string().max(60).catch(''), ...figureOrderFields })

/** The figures of the built-in map, filtered and sorted as the address says; what it does not know changes nothing. */
export async function readFigures({ scope, account }: AccountSession, search: URLSearchParams) {
	const { family, sort, order } = searchSchema.parse(Object.fromEntries(search))
	const rubric = (await findPublishedRubric(scope, map.rubric.key))?.rubric ?? map.rubric
	const { slug, locale } = account
	const chosen = map.figures.filter(({ where }) => family === '' || (where.family ?? allFamilies) === family)
	return {
		slug,
		locale,
		mapTitle: rubric.title,
		families: map.rubric.families.map(({ key, name }) => ({ key, name })),
		search: { family, sort, order },
		figures: orderFigures(chosen, { sort, order }, locale).map((figure) => ({
			...figureRow(figure, locale),
			where: placeOf(figure.where, { rubric, slug, locale }),
		})),
	}
}

/** Where a figure stands; without a link where the account no longer has a page of that family. */
function placeOf(
	{ family, halfSteps }: Figure['where'],
	{ rubric, slug, locale }: { rubric: Rubric; slug: string; locale: string },
) {
	if (family === null) return { text: 'All families' }
	const level = halfSteps === null ? null : tierOf(halfSteps)
	const name = findFamily(map.rubric, family)?.name ?? family
	return {
		text: level === null ? name : `${name}, level ${formatNumber(level, locale)}`,
		href: findFamily(rubric, family)
			? `/a/${slug}/frameworks/skill-progression-map/${family}${level === null ? '' : `#level-${level}`}`
			: undefined,
	}
}
