import { Link } from 'react-router'
import type { ListedMetric } from '#app/data/metrics/list-metrics.server.ts'
import { formatPeriod } from '#app/domain/metric/format-value.ts'
import { lensLevelText } from '#app/domain/metric/lens.ts'
import { aggregationNames, unitNames } from '#app/domain/metric/metric-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { LongText } from '#app/ui/long-text.tsx'

export function columnsOf(root: string, locale: string): DataColumn<ListedMetric>[] {
	return [
		{
			...{ id: 'name', header: 'Metric', sort: true },
			cell: ({ id, name, builtIn, isArchived }) => (
				<span className="flex flex-wrap items-center gap-2">
					<Link to={`${root}/metrics/${id}`} className="link">
						<LongText>{name}</LongText>
					</Link>
					{!builtIn && <Badge>Your own</Badge>}
					{isArchived && <Badge>Archived</Badge>}
				</span>
			),
		},
		{
			...{ id: 'latest', header: 'Newest values', sort: true, firstOrder: 'desc', nowrap: true },
			cell: ({ latest }) => latest && formatPeriod(latest.start, latest.grain, locale),
		},
		{
			...{ id: 'unit', header: 'Unit', phone: 'hide' },
			cell: ({ unit, currency }) => currency ?? unitNames[unit],
		},
		{
			...{ id: 'aggregation', header: 'Adds up as', phone: 'hide' },
			cell: ({ aggregation }) => aggregationNames[aggregation],
		},
		{
			...{ id: 'families', header: 'Families' },
			cell: ({ families }) =>
				families.length > 0 ? <LongText>{families.map(({ name }) => name).join(', ')}</LongText> : null,
		},
		{
			...{ id: 'lens', header: 'Named for', sort: true },
			cell: ({ lens, level }) => lensLevelText(lens, level),
		},
	]
}
