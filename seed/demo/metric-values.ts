import { periodEnd, periodStart, shiftPeriod } from '#app/domain/metric/period.ts'
import type { SampleOrganization } from './organization.ts'
import type { SampleQuarter } from './quarters.ts'
import type { SeededRandom } from './random.ts'
import { sampleTeams } from './teams.ts'

export type SampleValue = {
	metric: string
	/** First day of a month. */
	start: string
	memberId: string | null
	/** Key of a team; null with `memberId` null for the company. */
	teamKey: string | null
	value: number
	weight: number | null
}

/** The team where more comes out and its quality falls: what the source warns of. */
const alarmed = 'integrations'

/** What each family measures of its people, by month: numerator and denominator where it has one. */
const ofPeople = {
	engineering: 'prs-merged',
	marketing: 'share-of-ai-output-edited',
	sales: 'share-of-time-on-admin',
} as const

/**
 * Meridian's measured values, month by month: of people, of teams and of the company. Whole months that are over only. The
 * same for the same seed; only their dates are relative to now.
 */
export function makeMetricValues(
	{ members }: SampleOrganization,
	{ quarters, today }: { quarters: readonly SampleQuarter[]; today: string },
	random: SeededRandom,
): SampleValue[] {
	const values: SampleValue[] = []
	const add = (metric: string, start: string, value: number, of: Partial<SampleValue> = {}) =>
		values.push({ metric, start, memberId: null, teamKey: null, value, weight: null, ...of })

	const months = quarters.flatMap(({ startsOn }, quarter) =>
		[0, 1, 2].map((by) => ({ quarter, start: shiftPeriod(periodStart(startsOn, 'month'), 'month', by) })),
	)
	const engineering = sampleTeams.filter(({ parentKey }) => parentKey === 'engineering')
	const support = sampleTeams.filter(({ key }) => key.startsWith('support-'))
	for (const [index, { quarter, start }] of months.entries()) {
		// Drawn for months to come too, so that what is past does not depend on the day.
		const isOver = periodEnd(start, 'month') < today
		for (const { id, familyKey, teamKeys, joinedIn, leftIn } of members) {
			const isThere = joinedIn <= quarter && (leftIn === null || quarter < leftIn)
			const noise = random.integer(-2, 2)
			if (!isThere || !isOver) continue
			if (familyKey === 'engineering') {
				const isAlarmed = teamKeys[quarter] === alarmed
				add(ofPeople.engineering, start, isAlarmed ? 7 + index : Math.round(9 + index * 0.35 + noise), {
					memberId: id,
				})
			}
			if (familyKey === 'marketing') {
				const pieces = 20 + noise
				const edited = Math.round(pieces * Math.max(0.15, 0.72 - index * 0.03 + noise * 0.04))
				add(ofPeople.marketing, start, edited, { memberId: id, weight: pieces })
			}
			if (familyKey === 'sales') {
				const hours = 160 + noise
				add(ofPeople.sales, start, Math.round(hours * (0.62 - index * 0.018 + noise * 0.03)), {
					...{ memberId: id, weight: hours },
				})
			}
		}
		if (!isOver) continue
		for (const [place, { key }] of engineering.entries()) {
			const isAlarmed = key === alarmed
			const stories = 18 + place * 2 + index
			const lines = 9000 + place * 400 + index * 150
			add('stories-shipped', start, stories, { teamKey: key })
			add('defects-per-story', start, isAlarmed ? 6 + index * 2 : 12 - Math.floor(index / 2), {
				...{ teamKey: key, weight: stories },
			})
			add(
				'code-churn',
				start,
				Math.round(lines * (isAlarmed ? 0.07 + index * 0.006 : 0.12 - index * 0.004)),
				{
					...{ teamKey: key, weight: lines },
				},
			)
		}
		for (const [place, { key }] of support.entries()) {
			const interactions = 5200 - place * 900 + index * 40
			add('ai-resolution-rate', start, Math.round(interactions * (0.34 + index * 0.024 - place * 0.05)), {
				...{ teamKey: key, weight: interactions },
			})
		}
		const prs = 600 + index * 45
		add('token-cost-per-merged-pr', start, Math.round(prs * (4.1 - index * 0.11)), { weight: prs })
		add('ai-gross-margin', start, 41_000 + index * 2600, { weight: 120_000 + index * 1500 })
		add('assistant-seats', start, 70 + index * 2)
		add('assistant-agent-users', start, 38 + index * 3)
	}
	return values
}
