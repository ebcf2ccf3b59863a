import type { ComparedShares } from '#app/domain/check-in/says-versus-shows.ts'
import type { RubricFamily } from '#app/domain/framework/rubric.ts'
import { findQuestion } from '#app/domain/framework/rubric.ts'
import { metricCatalogue } from './metrics.ts'
import { skillProgressionMap } from './skill-progression-map.ts'

const metricOf = (key: string) => metricCatalogue.find(({ standsBeside }) => standsBeside.includes(key))

/**
 * Which built-in metrics stand beside what is chosen in a family, as the catalogue names them. Of a version of the account's own
 * those questions whose percentages are still of the same.
 */
export function comparedShares(family: RubricFamily | null): ComparedShares {
	const { rubric, families } = skillProgressionMap
	const questions = (family?.questions ?? []).flatMap(({ key, shareOf }) => {
		const metric = metricOf(key)
		const isSame = shareOf !== undefined && findQuestion(rubric, key)?.shareOf === shareOf
		return metric && isSame ? [{ questionKey: key, metricKey: metric.key }] : []
	})
	const guide = families.find((one) => one.family === family?.key)
	const signs = (guide?.levels ?? []).flatMap(({ halfSteps, signs: all }) =>
		all.flatMap(({ key, text, share }) => {
			const metric = metricOf(key)
			return metric && share ? [{ text, halfSteps, share, metricKey: metric.key }] : []
		}),
	)
	return { questions, signs }
}
