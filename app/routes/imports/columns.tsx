import { Link } from 'react-router'
import type { ListedImport } from '#app/data/imports/list-imports.server.ts'
import { countLabels } from '#app/domain/roster/roster-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatNumber, TimeText } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'

const states = {
	uploaded: { label: 'Waits for columns', tone: 'late' },
	mapped: { label: 'Waits to be applied', tone: 'late' },
	applied: { label: 'Applied', tone: 'accent' },
	undone: { label: 'Taken back', tone: 'neutral' },
	discarded: { label: 'Laid aside', tone: 'neutral' },
} as const

type ListedRow = ListedImport & { kindName: string }

export function columnsOf(root: string, locale: string, timeZone: string): DataColumn<ListedRow>[] {
	const time = (value: Date) => (
		<TimeText value={value} locale={locale} timeZone={timeZone} style="dateTime" />
	)
	return [
		{
			id: 'fileName',
			header: 'File',
			sort: true,
			cell: ({ id, kind, fileName }) => (
				<Link to={`${root}/${kind === 'roster' ? 'roster-imports' : 'imports'}/${id}`} className="link">
					<bdi className="wrap-anywhere">{fileName}</bdi>
				</Link>
			),
		},
		{
			id: 'kind',
			header: 'Kind',
			sort: true,
			cell: ({ kindName }) => <span className="block md:min-w-40">{kindName}</span>,
		},
		{
			id: 'state',
			header: 'State',
			cell: ({ state, appliedAt, undoneAt }) => {
				const at = undoneAt ?? appliedAt
				return (
					<span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
						<Badge tone={states[state].tone}>{states[state].label}</Badge>
						{at && <span className="text-sm whitespace-nowrap text-muted">{time(at)}</span>}
					</span>
				)
			},
		},
		{
			id: 'counts',
			header: 'What it did',
			cell: (row) => row.counts && countText(row, locale),
		},
		{ id: 'by', header: 'By', sort: true, cell: ({ by }) => by && <LongText>{by}</LongText> },
		{
			id: 'createdAt',
			header: 'Uploaded',
			sort: true,
			firstOrder: 'desc',
			nowrap: true,
			cell: ({ createdAt }) => time(createdAt),
		},
	]
}

function countText({ counts, people }: ListedImport, locale: string): string {
	const { added = 0, changed = 0, unchanged = 0, refused: refusedRows = 0 } = counts ?? {}
	const found: Partial<Record<string, number>> = { added, changed, unchanged, refusedRows, ...people }
	return (
		Object.entries(countLabels)
			.map(([name, label]) => ({ label, count: found[name] ?? 0 }))
			.filter(({ count }) => count > 0)
			.map(({ label, count }) => `${label} ${formatNumber(count, locale)}`)
			.join(' · ') || 'Nothing'
	)
}
