import { Link } from 'react-router'
import type { Count, Interval } from '#app/domain/statistics/compare-shares.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatNumber, formatShare } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import type { OutcomeRow } from './read-page.server.ts'

/** '7 of 12, 58%', and the interval below it. */
function Share({ of: { count, n }, interval, locale }: { of: Count; interval: Interval; locale: string }) {
	return (
		<span className="tabular-nums">
			{formatNumber(count, locale)} of {formatNumber(n, locale)}, {formatShare(count / n, locale)}
			<span className="block text-muted">
				{formatShare(interval.from, locale)} to {formatShare(interval.to, locale)}
			</span>
		</span>
	)
}

/** In percentage points, with the sign. */
const points = (share: number, locale: string) =>
	new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(share * 100)

export function columnsOf(account: string, locale: string): DataColumn<OutcomeRow>[] {
	return [
		{
			...{ id: 'step', header: 'Step' },
			cell: ({ label, question, family }) => (
				<span>
					<Badge tone="outline">{label}</Badge> <LongText>{question}</LongText>
					{family && <span className="block text-muted">{family}</span>}
				</span>
			),
		},
		{
			...{ id: 'topic', header: 'Training' },
			cell: ({ topicId, topicTitle }) =>
				topicId === null ? (
					'Any for this step'
				) : (
					<Link to={`${account}/training-topics/${topicId}`} className="link">
						<LongText>{topicTitle ?? ''}</LongText>
					</Link>
				),
		},
		{
			...{ id: 'trained', header: 'Moved on, with training', nowrap: true },
			cell: ({ trained, trainedInterval }) => (
				<Share of={trained} interval={trainedInterval} locale={locale} />
			),
		},
		{
			...{ id: 'untrained', header: 'Moved on, without', nowrap: true },
			cell: ({ untrained, untrainedInterval }) => (
				<Share of={untrained} interval={untrainedInterval} locale={locale} />
			),
		},
		{
			...{ id: 'difference', header: 'Difference in points', nowrap: true },
			cell: ({ difference, interval }) => (
				<span className="tabular-nums">
					{points(difference, locale)}
					<span className="block text-muted">
						{points(interval.from, locale)} to {points(interval.to, locale)}
					</span>
				</span>
			),
		},
	]
}
