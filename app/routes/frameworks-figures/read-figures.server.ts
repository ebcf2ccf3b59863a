import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { findFamily } from '#app/domain/framework/rubric.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { skillProgressionMap as map } from '#seed/frameworks/skill-progression-map.ts'
import { figureText } from './figure-text.ts'

/** The value of `?family=` that stands for what the source says of all families. */
const allFamilies = 'all'

const searchSchema = z.object({
	family: z.string().max(60).catch(''),
	sort: z.enum(['where', 'what', 'population', 'citation']).catch('where'),
	order: z.enum(['asc', 'desc']).catch('asc'),
})

/** The figures of the built-in map, filtered and sorted as the address says; what it does not know changes nothing. */
export async function readFigures({ scope, account }: AccountSession, search: URLSearchParams) {
	const { family, sort, order } = searchSchema.parse(Object.fromEntries(search))
	const rubric = (await findPublishedRubric(scope, map.rubric.key))?.rubric ?? map.rubric
	const figures = map.figures
		.filter(({ where }) => family === '' || (where.family ?? allFamilies) === family)
		.map(({ key, what, population, citation, where, ...figure }) => ({
			key,
			value: figureText(figure, account.locale),
			what,
			population,
			citation,
			level: where.halfSteps === null ? null : tierOf(where.halfSteps),
			family: where.family,
			familyName: where.family && (findFamily(map.rubric, where.family)?.name ?? null),
			/** Whether the account still has a page of that family. */
			readable: where.family !== null && findFamily(rubric, where.family) !== undefined,
		}))
	const collator = new Intl.Collator(account.locale)
	if (sort !== 'where') {
		// What the source does not name stands at the end in either direction.
		figures.sort((a, b) => {
			const [left, right] = [a[sort], b[sort]]
			if (left === null || right === null) return Number(left === null) - Number(right === null)
			return order === 'asc' ? collator.compare(left, right) : collator.compare(right, left)
		})
	} else if (order === 'desc') figures.reverse()
	return {
		slug: account.slug,
		locale: account.locale,
		mapTitle: rubric.title,
		families: map.rubric.families.map(({ key, name }) => ({ key, name })),
		search: { family, sort, order },
		figures,
	}
}

type FiguresPage = Awaited<ReturnType<typeof readFigures>>
export type FigureRow = FiguresPage['figures'][number]
