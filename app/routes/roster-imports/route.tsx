import { useMemo } from 'react'
import { FileUp } from 'lucide-react'
import { Link, redirect } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import type { ListedRosterImport } from '#app/data/list-roster-imports.server.ts'
import { listRosterImports } from '#app/data/list-roster-imports.server.ts'
import { countLabels } from '#app/domain/roster/roster-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatNumber, TimeText } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { PeopleTabs } from '#app/ui/people-tabs.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Route } from './+types/route.ts'

const pageSize = 25

const searchSchema = z.object({
	sort: z.enum(['createdAt', 'fileName']).catch('createdAt'),
	order: z.enum(['asc', 'desc']).catch('desc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const url = new URL(request.url)
	const { sort, order, page } = searchSchema.parse(Object.fromEntries(url.searchParams))
	const { rows, total } = await listRosterImports(scope, { sort, order, page, pageSize })
	if (rows.length === 0 && page > 1)
		throw redirect(`/a/${account.slug}/roster-imports${changeSearch(url.searchParams, { page: null })}`)
	return {
		rows,
		paging: { page, pageSize, total },
		sort: { sort, order },
		locale: account.locale,
		timeZone: account.timeZone,
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Imports · Contour' }]

export default function RosterImports({ loaderData, params }: Route.ComponentProps) {
	const { rows, paging, sort, locale, timeZone } = loaderData
	const root = `/a/${params.account}/roster-imports`
	const columns = useMemo(() => columnsOf(root, locale, timeZone), [root, locale, timeZone])
	const button = (
		<ButtonLink to={`${root}/new`} variant="primary" icon={FileUp}>
			Import a file
		</ButtonLink>
	)
	return (
		<div className="stack">
			<PageHeader
				title="Imports"
				description="Files that people and teams came from, and those that wait to be applied."
				actions={
					<>
						<ButtonLink to={`/a/${params.account}/jobs`} variant="quiet">
							Background work
						</ButtonLink>
						{paging.total > 0 && button}
					</>
				}
				below={<PeopleTabs slug={params.account} current="roster-imports" />}
			/>
			<DataTable
				caption="Imports"
				columns={columns}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one: 'import', other: 'imports' }}
				empty={
					<EmptyState title="No imports yet" action={button}>
						<p>
							Upload a CSV from your HR system. You choose what its columns mean and see what it would do
							before anything is written.
						</p>
					</EmptyState>
				}
			/>
		</div>
	)
}

const states = {
	uploaded: { label: 'Waits for columns', tone: 'late' },
	mapped: { label: 'Waits to be applied', tone: 'late' },
	applied: { label: 'Applied', tone: 'accent' },
	discarded: { label: 'Laid aside', tone: 'neutral' },
} as const

function columnsOf(root: string, locale: string, timeZone: string): DataColumn<ListedRosterImport>[] {
	return [
		{
			id: 'fileName',
			header: 'File',
			sort: true,
			cell: ({ id, fileName }) => (
				<Link to={`${root}/${id}`} className="link">
					<bdi>{fileName}</bdi>
				</Link>
			),
		},
		{
			id: 'state',
			header: 'State',
			cell: ({ state }) => <Badge tone={states[state].tone}>{states[state].label}</Badge>,
		},
		{
			id: 'result',
			header: 'What it did',
			cell: ({ counts }) =>
				counts
					? Object.entries(countLabels)
							.map(([name, label]) => ({ label, count: counts[name as keyof typeof countLabels] }))
							.filter(({ count }) => count > 0)
							.map(({ label, count }) => `${label} ${formatNumber(count, locale)}`)
							.join(' · ') || 'Nothing'
					: '–',
		},
		{ id: 'by', header: 'By', cell: ({ by }) => by ?? '–' },
		{
			id: 'createdAt',
			header: 'Uploaded',
			sort: true,
			firstOrder: 'desc',
			nowrap: true,
			cell: ({ createdAt }) => (
				<TimeText value={createdAt} locale={locale} timeZone={timeZone} style="dateTime" />
			),
		},
	]
}
