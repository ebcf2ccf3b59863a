import type { MovedStep, PeopleCount, RemainingStep } from './moved-steps.ts'
import { levelText } from './roadmap-lens.ts'

function people(of: PeopleCount, locale: string): string {
	const { format } = new Intl.NumberFormat(locale)
	if (of.kind === 'exact') return format(of.count)
	return `${of.kind === 'fewer' ? 'fewer' : 'more'} than ${format(of.than)}`
}

/** 'tier 1.5 (AI-Building) or above: 7 of 12, before 5 of 11'. */
export function describeMovedStep(
	{ step, reached, reachedBefore, n, nBefore }: MovedStep,
	locale: string,
): string {
	const format = new Intl.NumberFormat(locale).format
	const level = levelText('tier', step, locale)
	return `${level} or above: ${people(reached, locale)} of ${format(n)}, before ${people(reachedBefore, locale)} of ${format(nBefore)}`
}

/** 'below tier 2 (AI-Integrated): 8 of 12'. */
export function describeRemainingStep(
	{ below, n }: RemainingStep,
	{ targetHalfSteps, locale }: { targetHalfSteps: number; locale: string },
): string {
	const level = levelText('tier', targetHalfSteps, locale)
	return `below ${level}: ${people(below, locale)} of ${new Intl.NumberFormat(locale).format(n)}`
}
