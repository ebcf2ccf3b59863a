import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { signAgreement } from './compare-share.ts'
import type { BandedOption, ShareAgreement, SharePlace } from './compare-share.ts'

export const agreementNames: Record<ShareAgreement, string> = {
	agrees: 'Agrees',
	differs: 'Does not agree',
	between: 'Between two options',
	beyond: 'Beyond the options',
	'on-the-way': 'On the way',
}

const quoted = (option: BandedOption) => `“${option.text}”`
const ask = 'What explains the difference?'

/** Where a measured share stands to the chosen option, in a sentence, and where they differ a question to talk about. */
export function describeOptions(
	place: SharePlace,
	{ chosen, agreement }: { chosen: BandedOption; agreement: ShareAgreement },
): string {
	const isOther = agreement === 'differs'
	const besides = `chosen is ${quoted(chosen)}. ${ask}`
	switch (place.kind) {
		case 'in':
			return isOther
				? `What is measured lies in ${place.options.map(quoted).join(' and in ')}; ${besides}`
				: `What is measured lies in the chosen option, ${quoted(chosen)}.`
		case 'between': {
			const where = place.options.map(quoted).join(' and ')
			return isOther
				? `What is measured lies between ${where}; ${besides}`
				: `What is measured lies between ${where}, where there is no option. Which of the two describes the work better?`
		}
		case 'beyond':
			return isOther
				? `What is measured is ${place.side} than any option says; ${besides}`
				: `What is measured is ${place.side} than any option says. The chosen one, ${quoted(chosen)}, is the nearest.`
	}
}

/** How a sign that is measured of a team stands to a chosen tier, in words. */
export function describeSign(of: {
	level: HalfSteps
	isThere: boolean
	chosen: HalfSteps
	locale: string
}): string {
	const { level, isThere, chosen } = of
	const format = new Intl.NumberFormat(of.locale, { minimumFractionDigits: 1 })
	const tier = `tier ${format.format(tierOf(chosen))}`
	const sign = `the team ${isThere ? 'shows' : 'does not show'} this sign`
	const agreement = signAgreement(of)
	if (agreement === 'on-the-way') {
		return `Chosen is ${tier}, on the way to level ${tierOf(level)}, where the sign may be there or not yet: ${sign}.`
	}
	// One sign of several, and the team's: it says little about one person.
	return `Chosen is ${tier}, and ${sign}.${agreement === 'agrees' ? '' : ` It is one sign among several. ${ask}`}`
}
