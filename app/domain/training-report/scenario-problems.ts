import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ScenarioSearch } from './scenario-search-schema.ts'

/** What is wrong with what is tried, by field; what is not named here is tried. */
export type ScenarioProblems = Partial<
	Record<'tryFamily' | 'tryTier' | 'tryDue' | 'tryTopic' | 'tryPlaces', string>
>

/**
 * Says of what was asked for, and could not be read or means nothing, what to do.
 *
 * @param asked the parameters as they came
 * @param today where the account is
 */
export function findScenarioProblems(
	asked: URLSearchParams,
	search: ScenarioSearch,
	today: Day,
): ScenarioProblems {
	const problems: ScenarioProblems = {}
	const isAsked = (name: keyof ScenarioProblems) => Boolean(asked.get(name)?.trim())
	if (isAsked('tryDue') && search.tryDue === undefined) problems.tryDue = 'This is no day.'
	if (search.tryDue !== undefined && search.tryDue < today) {
		problems.tryDue = 'This day has passed. Choose one to come.'
	}
	if (isAsked('tryTier') && search.tryTier === undefined) {
		problems.tryTier = 'A target is a tier from 1 to 3, in halves.'
	}
	if (isAsked('tryFamily') && !isAsked('tryTier') && !isAsked('tryDue')) {
		problems.tryTier = 'Choose another tier, another day, or both.'
	}
	if (!isAsked('tryFamily') && (isAsked('tryTier') || isAsked('tryDue'))) {
		problems.tryFamily = 'Choose the family whose target it would be.'
	}
	if (isAsked('tryTopic') && search.tryPlaces === undefined) {
		problems.tryPlaces = 'How many people? A whole number from 1 to 1,000,000.'
	}
	if (!isAsked('tryTopic') && isAsked('tryPlaces'))
		problems.tryTopic = 'Choose the topic that they would get.'
	return problems
}
