import type { RubricQuestion } from '#app/domain/framework/rubric.ts'
import type { ShareRange } from '#app/domain/framework/share-range.ts'
import type { MeasuredShare } from '#app/domain/metric/measured-share.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { BandedOption, ShareAgreement } from './compare-share.ts'
import { agreementWith, isSignThere, placeShare, signAgreement } from './compare-share.ts'
import { describeOptions, describeSign } from './share-words.ts'

/** Which metrics stand beside what is chosen in a family: a question's is measured of the person, a sign's of the team. */
export type ComparedShares = {
	questions: { questionKey: string; metricKey: string }[]
	signs: { text: string; halfSteps: HalfSteps; share: ShareRange; metricKey: string }[]
}

/** Who chose something: one of the two, or both when they agreed. */
export type ChosenBy = 'self' | 'manager' | 'agreed'
export type Chosen = { by: ChosenBy; halfSteps: HalfSteps | null }

/** A measured share beside what was chosen, in words. */
export type SaysVersusShows = {
	measured: MeasuredShare
	/** What it is a share of. */
	what: string
	/** What names it, with its level; null of a question. */
	sign: { text: string; level: HalfSteps } | null
	/** Who chose the same stands together. */
	said: { by: ChosenBy[]; agreement: ShareAgreement; text: string }[]
}

/** What stands beside the questions, by key, and beside the tier. Where nothing is measured, or nothing chosen, there is nothing. */
export type ShownShares = { questions: Record<string, SaysVersusShows>; signs: SaysVersusShows[] }

type Given = {
	compared: ComparedShares
	questions: readonly RubricQuestion[]
	measured: readonly MeasuredShare[]
	/** What was chosen that the reader may see. */
	answersTo: (questionKey: string) => Chosen[]
	tiers: readonly Chosen[]
	locale: string
}

/**
 * Puts what is measured beside what was chosen. It opens a conversation: nothing is suggested by it and nothing changed
 * (measuring rule 7).
 */
export function showShares({ compared, questions, measured, answersTo, tiers, locale }: Given): ShownShares {
	const shown: ShownShares = { questions: {}, signs: [] }
	for (const { questionKey, metricKey } of compared.questions) {
		const question = questions.find(({ key }) => key === questionKey)
		const found = measured.find(
			({ metric, subject }) => metric.key === metricKey && subject.kind === 'member',
		)
		const beside = question && found && besideQuestion(question, found, answersTo(questionKey))
		if (beside) shown.questions[questionKey] = beside
	}
	for (const sign of compared.signs) {
		const found = measured.find(
			({ metric, subject }) => metric.key === sign.metricKey && subject.kind === 'team',
		)
		const beside = found && besideTier(sign, { measured: found, tiers, locale })
		if (beside) shown.signs.push(beside)
	}
	return shown
}

function besideTier(
	sign: ComparedShares['signs'][number],
	{ measured, tiers, locale }: Pick<Given, 'tiers' | 'locale'> & { measured: MeasuredShare },
): SaysVersusShows | null {
	const { text, halfSteps: level } = sign
	const isThere = isSignThere(sign, measured.share)
	const said = togetherBy(tiers).map(({ by, halfSteps: chosen }) => {
		const agreement = signAgreement({ level, isThere, chosen })
		return { by, agreement, text: describeSign({ level, isThere, chosen, locale }) }
	})
	return said.length === 0 ? null : { measured, what: measured.metric.name, sign: { text, level }, said }
}

function besideQuestion(
	question: RubricQuestion,
	measured: MeasuredShare,
	answers: readonly Chosen[],
): SaysVersusShows | null {
	const options = question.options.flatMap(({ share, ...option }): BandedOption[] =>
		share ? [{ ...option, share }] : [],
	)
	const place = placeShare(options, measured.share)
	if (!place) return null
	const said = togetherBy(answers).flatMap(({ by, halfSteps }) => {
		const chosen = options.find((option) => option.halfSteps === halfSteps)
		// Tier 0.5 is decided by the entry question and has no band.
		if (!chosen) return []
		const agreement = agreementWith(place, halfSteps)
		return [{ by, agreement, text: describeOptions(place, { chosen, agreement }) }]
	})
	return said.length === 0 ? null : { measured, what: question.shareOf ?? question.text, sign: null, said }
}

/** Who chose the same, once. */
function togetherBy(all: readonly Chosen[]): { by: ChosenBy[]; halfSteps: HalfSteps }[] {
	const groups: { by: ChosenBy[]; halfSteps: HalfSteps }[] = []
	for (const { by, halfSteps } of all) {
		if (halfSteps === null) continue
		const group = groups.find((one) => one.halfSteps === halfSteps)
		if (group) group.by.push(by)
		else groups.push({ by: [by], halfSteps })
	}
	return groups
}
