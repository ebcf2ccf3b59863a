import { Link } from 'react-router'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'
import { topicKindNames } from '#app/domain/training-topic/topic.ts'
import { formatCost, formatHours } from '#app/domain/training-topic/topic-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'

export function columnsOf(root: string, locale: string): DataColumn<TrainingTopic>[] {
	return [
		{
			...{ id: 'title', header: 'Topic', sort: true },
			cell: ({ id, title, isProposal, isArchived }) => (
				<span className="flex flex-wrap items-center gap-2">
					<Link to={`${root}/${id}`} className="link">
						<LongText>{title}</LongText>
					</Link>
					{isProposal && <Badge tone="accent">Contour’s proposal</Badge>}
					{isArchived && <Badge>Archived</Badge>}
				</span>
			),
		},
		{ ...{ id: 'kind', header: 'Kind', sort: true }, cell: ({ kind }) => topicKindNames[kind] },
		{
			...{ id: 'hours', header: 'Hours', sort: true, align: 'end', nowrap: true },
			cell: ({ hours }) => hours !== null && formatHours(hours, locale),
		},
		{
			...{ id: 'cost', header: 'Cost', sort: true, align: 'end', nowrap: true },
			cell: (topic) => formatCost(topic, locale),
		},
		{
			...{ id: 'families', header: 'For' },
			cell: ({ families }) => (
				<LongText>{families.map(({ name }) => name).join(', ') || 'Everybody'}</LongText>
			),
		},
		{
			...{ id: 'steps', header: 'Steps', sort: true, firstOrder: 'desc', align: 'end' },
			cell: ({ steps }) => formatNumber(steps.length, locale),
		},
		{
			...{ id: 'provider', header: 'Provider', sort: true, phone: 'hide' },
			cell: ({ provider }) => (provider === '' ? null : <LongText>{provider}</LongText>),
		},
	]
}
