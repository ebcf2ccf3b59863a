import { Download } from 'lucide-react'
import { redirect, useLocation } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listAuditAreas } from '#app/data/list-audit-areas.server.ts'
import { listAuditEvents } from '#app/data/list-audit-events.server.ts'
import { parseAuditSearch } from '#app/data/parse-audit-search.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { auditColumns } from './columns.tsx'
import { describeArea } from './describe-detail.ts'

const pageSize = 50

export async function loader({ url, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'audit.read')
	const own = !reachOf(person, 'audit.read').has('all')
	const { pathname, searchParams } = url
	const filter = parseAuditSearch(searchParams)
	const { rows, total } = await listAuditEvents(scope, { ...filter, own, pageSize })
	if (rows.length === 0 && filter.page > 1)
		throw redirect(pathname + changeSearch(searchParams, { page: null }))
	return {
		...filter,
		own,
		rows,
		total,
		areas: await listAuditAreas(scope),
		locale: account.locale,
		timeZone: account.timeZone,
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Audit log · Contour' }]

export default function AuditLog({ loaderData }: Route.ComponentProps) {
	const { pathname, search } = useLocation()
	const { rows, total, page, sort, order, area, from, to, areas, own, locale, timeZone } = loaderData
	return (
		<>
			<p className="max-w-prose text-sm text-muted">
				{own ? 'What you did, as far as it is logged.' : 'Who changed what.'} Entries are only ever added.
				Where an entry is about somebody’s results, people stand in it as a pseudonym.
			</p>
			<DataTable
				caption="Audit log"
				columns={auditColumns({ locale, timeZone, own })}
				rows={rows}
				rowId={({ sequence }) => String(sequence)}
				locale={locale}
				sort={{ sort, order }}
				paging={{ page, pageSize, total }}
				noun={{ one: 'entry', other: 'entries' }}
				filter={
					<FilterForm
						names={['area', 'from', 'to']}
						label="Filter the log"
						actions={
							<ButtonLink to={`${pathname}.csv${search}`} size="small" icon={Download} reloadDocument>
								CSV
							</ButtonLink>
						}
					>
						<SelectField
							name="area"
							label="About"
							controlSize="small"
							defaultValue={area ?? ''}
							options={[
								{ value: '', label: 'Everything' },
								...areas.map((value) => ({ value, label: describeArea(value) })),
							]}
						/>
						<TextField name="from" label="From" type="date" controlSize="small" defaultValue={from} />
						<TextField name="to" label="To" type="date" controlSize="small" defaultValue={to} />
					</FilterForm>
				}
				empty={
					<EmptyState title="No entries">
						{area || from || to
							? 'Change or clear the filter to see more.'
							: 'Changes appear here as they happen.'}
					</EmptyState>
				}
			/>
		</>
	)
}
