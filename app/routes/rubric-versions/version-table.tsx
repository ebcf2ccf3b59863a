import { useMemo } from 'react'
import { Download } from 'lucide-react'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { TimeText, formatNumber } from '#app/ui/format.tsx'
import type { VersionsPage } from './route.tsx'

type Version = VersionsPage['versions'][number]
type Props = Pick<VersionsPage, 'versions' | 'locale' | 'timeZone'> & { root: string }

/** What was published when, whose words it has, and which cycles ask it. */
export function VersionTable({ versions, root, locale, timeZone }: Props) {
	const newest = versions[0]?.version
	const columns = useMemo(
		() => columnsOf({ newest, root, locale, timeZone }),
		[newest, root, locale, timeZone],
	)
	return (
		<DataTable
			caption="Published versions, newest first"
			columns={columns}
			rows={versions}
			rowId={({ id }) => id}
			locale={locale}
			noun={{ one: 'version', other: 'versions' }}
			empty={<EmptyState title="No version yet">Import a file to begin with one.</EmptyState>}
		/>
	)
}

type Options = Omit<Props, 'versions'> & { newest: number | undefined }

function columnsOf({ newest, root, locale, timeZone }: Options): DataColumn<Version>[] {
	return [
		{
			id: 'version',
			header: 'Version',
			cell: ({ version }) => (
				<span className="inline-flex flex-wrap items-center gap-2">
					{formatNumber(version, locale)}
					{version === newest && <Badge tone="accent">New cycles ask it</Badge>}
				</span>
			),
		},
		{
			id: 'published',
			header: 'Published',
			cell: ({ publishedAt }) => <TimeText value={publishedAt} locale={locale} timeZone={timeZone} />,
		},
		{
			id: 'families',
			header: 'Families',
			align: 'end',
			cell: ({ families }) => formatNumber(families, locale),
		},
		{
			id: 'questions',
			header: 'Questions',
			align: 'end',
			cell: ({ questions }) => formatNumber(questions, locale),
		},
		{
			id: 'own',
			header: 'In your words',
			align: 'end',
			cell: ({ ownQuestions }) => formatNumber(ownQuestions, locale),
		},
		{
			id: 'cycles',
			header: 'Cycles',
			cell: ({ cycles }) =>
				cycles.length === 0 ? <span className="text-muted">None yet</span> : <bdi>{cycles.join(', ')}</bdi>,
		},
		{
			id: 'file',
			header: 'File',
			headerHidden: true,
			cell: ({ id, version }) => (
				<a
					href={`${root}/versions/${id}/rubric.json`}
					download
					className="link inline-flex items-center gap-1.5"
				>
					<Download aria-hidden className="size-4" />
					Export
					<span className="sr-only"> version {formatNumber(version, locale)}</span>
				</a>
			),
		},
	]
}
