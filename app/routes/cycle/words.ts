import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { formatNumber } from '#app/ui/format.tsx'

/** 'tomorrow', 'in 12 days'. */
export function inDays(days: number, locale: string): string {
	if (days === 1) return 'tomorrow'
	return `in ${formatNumber(days, locale)} days`
}

export const phaseTexts: Record<CyclePhase, string> = {
	draft: 'Nobody is asked yet.',
	open: 'People and their managers answer.',
	review: 'The answers are in review.',
	calibration: 'The results are being compared.',
	published: 'Published. Only a correction changes it, as a new version.',
}
