import { useMemo } from 'react'
import { Link, redirect } from 'react-router'
import { z } from 'zod'
import { requireAccount } from '#app/auth/require-access.server.ts'
import type { ListedJob } from '#app/data/list-jobs.server.ts'
import { listJobs } from '#app/data/list-jobs.server.ts'
import { readableKinds } from '#app/domain/job/job-kind.ts'
import { kindNames, problemTexts, stateNames } from '#app/domain/job/job-words.ts'
import { describeExportFilter } from '#app/domain/training-need/describe-export-filter.ts'
import { notFound } from '#app/lib/http.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Route } from './+types/route.ts'

const pageSize = 25
const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1)

export async function loader({ url, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccount(context)
	const kinds = readableKinds(person)
	if (kinds.everybodys.length + kinds.own.length === 0) throw notFound()
	const { pathname, searchParams } = url
	const page = pageSchema.parse(searchParams.get('page'))
	const { rows, total } = await listJobs(scope, { ...kinds, page, pageSize })
	if (rows.length === 0 && page > 1) throw redirect(pathname + changeSearch(searchParams, { page: null }))
	const { locale, timeZone } = account
	return { rows, paging: { page, pageSize, total }, locale, timeZone }
}

export const meta: Route.MetaFunction = () => [{ title: 'Background work · Contour' }]

export default function Jobs({ loaderData, params }: Route.ComponentProps) {
	const { rows, paging, locale, timeZone } = loaderData
	const root = `/a/${params.account}/jobs`
	const columns = useMemo(() => columnsOf(root, locale, timeZone), [root, locale, timeZone])
	return (
		<div className="stack">
			<PageHeader
				title="Background work"
				description="Imports, publications and exports of the last 30 days: what runs, and what became of it."
			/>
			<DataTable
				caption="Background work"
				columns={columns}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				paging={paging}
				noun={{ one: 'job', other: 'jobs' }}
				empty={
					<EmptyState title="Nothing yet">
						<p>Imports of files, publications of cycles and exports are listed here when there are some.</p>
					</EmptyState>
				}
			/>
		</div>
	)
}

const tones = {
	queued: 'late',
	running: 'late',
	done: 'accent',
	failed: 'danger',
	cancelled: 'neutral',
} as const

function columnsOf(root: string, locale: string, timeZone: string): DataColumn<ListedJob>[] {
	return [
		{
			id: 'kind',
			header: 'What',
			cell: ({ id, kind }) => (
				<Link to={`${root}/${id}`} className="link">
					{kindNames[kind]}
				</Link>
			),
		},
		{
			id: 'about',
			header: 'About',
			cell: ({ about, exportFilter }) => {
				const words = exportFilter ? describeExportFilter(exportFilter, locale) : about
				return (
					words && (
						<span className="block wrap-anywhere md:min-w-40">
							<bdi>{words}</bdi>
						</span>
					)
				)
			},
		},
		{
			id: 'state',
			header: 'State',
			cell: ({ state }) => <Badge tone={tones[state]}>{stateNames[state]}</Badge>,
		},
		{
			id: 'problem',
			header: 'Why',
			cell: ({ problem }) => problem && <span className="block md:min-w-48">{problemTexts[problem]}</span>,
		},
		{ id: 'by', header: 'By', cell: ({ by }) => by && <LongText>{by}</LongText> },
		{
			id: 'createdAt',
			header: 'Started',
			nowrap: true,
			cell: ({ createdAt }) => (
				<TimeText value={createdAt} locale={locale} timeZone={timeZone} style="dateTime" />
			),
		},
	]
}
