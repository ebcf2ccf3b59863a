import { useMemo } from 'react'
import { FileUp } from 'lucide-react'
import { redirect } from 'react-router'
import { z } from 'zod'
import { requireAccount } from '#app/auth/require-access.server.ts'
import { listImports } from '#app/data/imports/list-imports.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { importKindNames, importKindSchema } from '#app/domain/import/import-kind.ts'
import { readableImportKinds } from '#app/domain/import/readable-import-kinds.ts'
import { notFound } from '#app/lib/http.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { PeopleTabs } from '#app/ui/people-tabs.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Route } from './+types/route.ts'
import { columnsOf } from './columns.tsx'
import { ImportFilter } from './import-filter.tsx'
import { stateGroups, stateGroupNames } from './state-groups.ts'

const pageSize = 25

const searchSchema = z.object({
	kind: importKindSchema.nullable().catch(null).default(null),
	state: z.enum(stateGroupNames).nullable().catch(null).default(null),
	sort: z.enum(['createdAt', 'fileName', 'kind', 'by']).catch('createdAt'),
	order: z.enum(['asc', 'desc']).catch('desc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccount(context)
	const readable = readableImportKinds(person)
	if (readable.length === 0) throw notFound()
	const url = new URL(request.url)
	const { kind, state, sort, order, page } = searchSchema.parse(Object.fromEntries(url.searchParams))
	const { rows, total } = await listImports(scope, {
		kinds: kind ? readable.filter((one) => one === kind) : readable,
		...(state && { states: stateGroups[state].states }),
		...{ sort, order, page, pageSize },
	})
	if (rows.length === 0 && page > 1)
		throw redirect(`/a/${account.slug}/imports${changeSearch(url.searchParams, { page: null })}`)
	return {
		rows: rows.map((row) => ({ ...row, kindName: importKindNames[row.kind] })),
		kinds: readable.map((value) => ({ value, label: importKindNames[value] })),
		filter: { kind, state },
		paging: { page, pageSize, total },
		sort: { sort, order },
		mayImportMetrics: may(person, 'metrics.import'),
		mayImportPeople: may(person, 'people.manage'),
		locale: account.locale,
		timeZone: account.timeZone,
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Imports · Contour' }]

export default function Imports({ loaderData, params }: Route.ComponentProps) {
	const { rows, kinds, filter, paging, sort, mayImportMetrics, mayImportPeople, locale, timeZone } =
		loaderData
	const root = `/a/${params.account}`
	const columns = useMemo(() => columnsOf(root, locale, timeZone), [root, locale, timeZone])
	const isFiltered = filter.kind !== null || filter.state !== null
	const buttons = (
		<>
			{mayImportPeople && (
				<ButtonLink
					to={`${root}/roster-imports/new`}
					variant={mayImportMetrics ? 'secondary' : 'primary'}
					icon={FileUp}
				>
					Import people
				</ButtonLink>
			)}
			{mayImportMetrics && (
				<ButtonLink to={`${root}/imports/new`} variant="primary" icon={FileUp}>
					Import metrics
				</ButtonLink>
			)}
		</>
	)
	return (
		<div className="stack">
			<PageHeader
				title="Imports"
				description={
					mayImportMetrics
						? 'Files that people, teams and metrics came from, and those that wait to be applied.'
						: 'Files that people and teams came from, and those that wait to be applied.'
				}
				actions={
					<>
						<ButtonLink to={`${root}/jobs`} variant="quiet">
							Background work
						</ButtonLink>
						{mayImportMetrics && (
							<ButtonLink to={`${root}/imports/logins`} variant="quiet">
								Matched logins
							</ButtonLink>
						)}
						{(paging.total > 0 || isFiltered) && buttons}
					</>
				}
				below={mayImportPeople && <PeopleTabs slug={params.account} current="imports" />}
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
				filter={(paging.total > 0 || isFiltered) && <ImportFilter kinds={kinds} {...filter} />}
				empty={
					isFiltered ? (
						<p className="text-muted">No import is of this kind and state.</p>
					) : (
						<EmptyState title="No imports yet" action={buttons}>
							<p>
								Upload a file. You choose what its columns mean and see what it would do before anything is
								written.
							</p>
						</EmptyState>
					)
				}
			/>
		</div>
	)
}
