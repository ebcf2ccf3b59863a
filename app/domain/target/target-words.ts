import { tierNames } from '#app/domain/tier/tier-name.ts'
import { optionHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import type { TargetScope } from './target-rule.ts'

/** For what a target is set, in a word, for people and for machines. */
export const targetScopeWords = {
	account: 'company',
	family: 'family',
	team: 'team',
	member: 'person',
} as const

/** Where a target comes from: `name` is that of the family or the team, as it was where the target is a published cycle's. */
export type TargetOrigin = { scope: TargetScope; name: string | null }

/**
 * As the end of a sentence that begins 'tier 2 by 31 March, ': 'set for you', 'set for the team Payments', 'set for the family Sales',
 * 'set for the company'.
 *
 * @param options.isOwn whether who reads it is whom it is about
 */
export function describeOrigin(
	{ scope, name }: TargetOrigin,
	{ isOwn = false }: { isOwn?: boolean } = {},
): string {
	switch (scope) {
		case 'member':
			return isOwn ? 'set for you' : 'set for this person'
		case 'team':
			return `set for the team ${name ?? 'above'}`
		case 'family':
			return name === null ? 'set for the role family' : `set for the family ${name}`
		case 'account':
			return 'set for the company'
	}
}

/** The tiers that a target can be, as a list to choose from names them: '2.0 AI-Integrated'. The lowest is nobody's target. */
export function targetTiers(locale: string): { value: string; label: string }[] {
	return optionHalfSteps.map((halfSteps) => ({
		value: String(halfSteps),
		label: `${tierNumber(halfSteps, locale)} ${tierNames[halfSteps]}`,
	}))
}

/** Says of a target that is proposed for a team that it is lower than what people have now. */
export function describeLowered(
	{ people, halfSteps }: { people: number; halfSteps: number },
	locale: string,
): string {
	const who = people === 1 ? 'one person' : `${new Intl.NumberFormat(locale).format(people)} people`
	return `Lower than what holds now for ${who} of the team, up to tier ${tierNumber(halfSteps, locale)}.`
}

const tierNumber = (halfSteps: number, locale: string) =>
	new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(tierOf(halfSteps))
