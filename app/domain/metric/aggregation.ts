/**
 * How the values of a metric become one over people, teams and time. A ratio is never averaged and a distinct count never
 * added up: where what they need did not come with them, there is no figure instead of a wrong one.
 *
 * - `sum`: values are added, over subjects and over time
 * - `weighted_mean`: sum of value x weight by sum of weights; a value without a weight stands for its own subject and period alone
 * - `ratio_of_sums`: sum of numerators (`value`) by sum of denominators (`weight`); a value without a denominator is the ratio as it was
 *   measured, and stands for its own subject and period alone
 * - `last`: a stock, such as seats: the latest of each subject, added over subjects
 * - `distinct_count`: how many different people: counted from members with a value above zero; a count that came for a team or
 *   the account stands for that subject and period alone
 */
export const aggregations = ['sum', 'weighted_mean', 'ratio_of_sums', 'last', 'distinct_count'] as const
export type Aggregation = (typeof aggregations)[number]

/** Whether values are weighed by, or divided by, something that has a name. */
export function hasWeight(aggregation: Aggregation): boolean {
	return aggregation === 'weighted_mean' || aggregation === 'ratio_of_sums'
}
