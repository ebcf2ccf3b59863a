import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import { countAssessed, countEligible, countOf } from '#app/domain/cycle/participant-standing.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatNumber, formatShare } from '#app/ui/format.tsx'

/**
 * The columns of figures that teams, role families and managers share.
 *
 * @param sortable the ids of those that the server sorts by
 */
export function progressColumns<Row extends { counts: StandingCounts }>(
	locale: string,
	{ phase, sortable }: { phase: CyclePhase; sortable: readonly string[] },
): DataColumn<Row>[] {
	const published = phase === 'published'
	// Once no answers are taken nothing is due any more.
	const missing = phase === 'calibration' ? 'not sent' : 'due'
	const number = (value: number) => (value === 0 ? '' : formatNumber(value, locale))
	const column = (id: string, header: string, cell: (counts: StandingCounts) => string): DataColumn<Row> => ({
		id,
		header,
		align: 'end',
		nowrap: true,
		...(sortable.includes(id) && { sort: true, firstOrder: 'desc' }),
		// Nothing: a dash in a table, and no line in the card of a phone.
		cell: ({ counts }) => cell(counts) || null,
	})
	const assessed = (counts: StandingCounts) => {
		const eligible = countEligible(counts)
		const share = eligible > 0 ? ` · ${formatShare(countAssessed(counts) / eligible, locale)}` : ''
		return `${formatNumber(countAssessed(counts), locale)}${share}`
	}
	/** Done of those with one rater alone. */
	const oneRater = (counts: StandingCounts) => {
		const all = countOf(counts, 'single-rater', 'waits-for-only-rater', 'no-rater')
		if (published || all === 0) return number(counts['single-rater'])
		return `${formatNumber(counts['single-rater'], locale)} of ${formatNumber(all, locale)}`
	}
	return [
		column('eligible', 'Eligible', (counts) => formatNumber(countEligible(counts), locale)),
		column('assessed', 'Assessed', assessed),
		...(published
			? [column('open', 'Not assessed', (counts) => number(counts['not-assessed']))]
			: [
					column('to-agree', 'To agree', (counts) => number(counts['to-agree'])),
					column('self', `Person ${missing}`, (counts) =>
						number(countOf(counts, 'waits-for-self', 'waits-for-both')),
					),
					column('manager', `Manager ${missing}`, (counts) =>
						number(countOf(counts, 'waits-for-manager', 'waits-for-both')),
					),
				]),
		column('single-rater', 'One rater', oneRater),
		// On a phone a card is about whom the cycle waits for; who is not eligible is in the summary above.
		{ ...column('exempt', 'Exempt', (counts) => number(counts.exempt)), phone: 'hide' },
		{ ...column('left', 'Left', (counts) => number(counts.left)), phone: 'hide' },
	]
}
