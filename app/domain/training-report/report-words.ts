import { formatCost } from '#app/domain/training-topic/topic-words.ts'
import type { Cost, ReportFigures, ReportGrouping } from './grouping.ts'

/** Of one row, of many, and of the heading of the column. */
export const groupingWords: Record<
	ReportGrouping,
	{ tab: string; name: string; one: string; other: string }
> = {
	step: { tab: 'Steps', name: 'Step', one: 'step', other: 'steps' },
	question: { tab: 'Questions', name: 'Question', one: 'question', other: 'questions' },
	family: { tab: 'Role families', name: 'Role family', one: 'role family', other: 'role families' },
	team: { tab: 'Teams', name: 'Team', one: 'team', other: 'teams' },
	manager: { tab: 'Managers', name: 'Manager', one: 'manager', other: 'managers' },
	attribute: { tab: 'Location and others', name: 'Attribute', one: 'group', other: 'groups' },
}

/** '€1,200 and $300'; null for none. */
export function formatCosts(costs: readonly Cost[], locale: string): string | null {
	const parts = costs.flatMap(({ amount, currency }) => formatCost({ cost: amount, currency }, locale) ?? [])
	return parts.length === 0 ? null : new Intl.ListFormat(locale).format(parts)
}

/** What hours and cost leave out; null where they leave nothing out. */
export function describeLeftOut(
	{ unserved, placesWithoutHours, placesWithoutCost }: ReportFigures,
	locale: string,
): string | null {
	const number = (value: number) => new Intl.NumberFormat(locale).format(value)
	const parts = [
		unserved > 0 &&
			`${number(unserved)} ${unserved === 1 ? 'step that no topic serves' : 'steps that no topic serves'}`,
		placesWithoutHours > 0 &&
			`${number(placesWithoutHours)} ${placesWithoutHours === 1 ? 'place' : 'places'} in topics that do not say how long they take`,
		placesWithoutCost > 0 &&
			`${number(placesWithoutCost)} ${placesWithoutCost === 1 ? 'place' : 'places'} in topics that do not say what they cost`,
	].filter((part) => part !== false)
	return parts.length === 0 ? null : new Intl.ListFormat('en').format(parts)
}
