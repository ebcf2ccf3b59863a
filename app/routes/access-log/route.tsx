import { Download } from 'lucide-react'
import { redirect, useLocation } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listExportedReports } from '#app/data/exports/list-exported-reports.server.ts'
import { listExports } from '#app/data/exports/list-exports.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { accessLogSearchSchema } from '#app/domain/export-log/access-log-search.ts'
import { describeReport } from '#app/domain/export-log/report-words.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { exportColumns } from './columns.tsx'

const pageSize = 50

export async function loader({ url, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'audit.read')
	const own = !reachOf(person, 'audit.read').has('all')
	const { pathname, searchParams } = url
	const search = accessLogSearchSchema.parse(Object.fromEntries(searchParams))
	const { rows, total } = await listExports(scope, { ...search, own, pageSize })
	if (rows.length === 0 && search.page > 1)
		throw redirect(pathname + changeSearch(searchParams, { page: null }))
	return {
		...search,
		own,
		rows,
		total,
		reports: (await listExportedReports(scope, { own })).map((value) => ({
			value,
			label: describeReport(value),
		})),
		locale: account.locale,
		timeZone: account.timeZone,
	}
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = () => [{ title: 'Access log of exports · Contour' }]

export default function AccessLog({ loaderData }: Route.ComponentProps) {
	const { pathname, search } = useLocation()
	const { rows, total, page, sort, order, report, from, to, reports, own, locale, timeZone } = loaderData
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Reports', href: pathname.replace(/\/access-log$/, '') },
							{ label: 'Access log' },
						]}
					/>
				}
				title="Access log of exports"
				description={
					own
						? 'What you took along as a file, and when.'
						: 'Who took which report along as a file, or read it by the API, and when. Words that somebody searched for are not kept.'
				}
			/>
			<DataTable
				caption="Exports"
				columns={exportColumns({ locale, timeZone, own })}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				sort={{ sort, order }}
				paging={{ page, pageSize, total }}
				noun={{ one: 'export', other: 'exports' }}
				filter={
					<FilterForm
						names={['report', 'from', 'to']}
						label="Filter the exports"
						actions={
							<ButtonLink to={`${pathname}.csv${search}`} size="small" icon={Download} reloadDocument>
								CSV
							</ButtonLink>
						}
					>
						<SelectField
							name="report"
							label="Report"
							controlSize="small"
							defaultValue={report ?? ''}
							options={[{ value: '', label: 'All reports' }, ...reports]}
						/>
						<TextField name="from" label="From" type="date" controlSize="small" defaultValue={from} />
						<TextField name="to" label="To" type="date" controlSize="small" defaultValue={to} />
					</FilterForm>
				}
				empty={
					<EmptyState title="No exports">
						{report || from || to
							? 'Change or clear the filter to see more.'
							: 'Files appear here as they are taken along.'}
					</EmptyState>
				}
			/>
		</div>
	)
}
