import { useMemo } from 'react'
import { redirect } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listTeamTargets } from '#app/data/targets/list-team-targets.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { TargetTabs } from '#app/ui/target-tabs.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { columnsOf } from './columns.tsx'

const pageSize = 50

const searchSchema = z.object({
	q: z.string().trim().max(200).catch(''),
	have: z.enum(['all', 'own']).catch('all'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'targets.set')
	const url = new URL(request.url)
	const { q, have, page } = searchSchema.parse(Object.fromEntries(url.searchParams))
	const { slug, locale, timeZone } = account
	const { rows, total } = await listTeamTargets(scope, {
		...{ search: q, onlyOwn: have === 'own', page, pageSize, locale },
		today: todayIn(timeZone),
	})
	if (rows.length === 0 && page > 1)
		throw redirect(`/a/${slug}/targets/teams${changeSearch(url.searchParams, { page: null })}`)
	return { rows, paging: { page, pageSize, total }, q, have, locale, timeZone }
}

export const meta: Route.MetaFunction = () => [{ title: 'Targets of teams · Contour' }]

export default function TeamTargets({ loaderData, params }: Route.ComponentProps) {
	const { rows, paging, q, have, locale, timeZone } = loaderData
	const root = `/a/${params.account}`
	const isTree = q === '' && have === 'all'
	const columns = useMemo(
		() => columnsOf({ root: `${root}/targets/teams`, locale, timeZone, isTree }),
		[root, locale, timeZone, isTree],
	)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Training needs', href: `${root}/reports/training-needs` },
							{ label: 'Targets', href: `${root}/targets` },
							{ label: 'Teams' },
						]}
					/>
				}
				title="Targets of teams"
				description="A team’s target holds for its people and for all teams below that have none of their own, whatever their family."
				below={<TargetTabs slug={params.account} current="teams" />}
			/>
			<DataTable
				caption="Targets of teams"
				columns={columns}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				paging={paging}
				noun={{ one: 'team', other: 'teams' }}
				filter={
					<FilterForm names={['q', 'have']}>
						<TextField
							name="q"
							type="search"
							label="Team"
							defaultValue={q}
							maxLength={200}
							controlSize="small"
						/>
						<SelectField
							name="have"
							label="Which"
							defaultValue={have}
							controlSize="small"
							options={[
								{ value: 'all', label: 'All teams' },
								{ value: 'own', label: 'With one of their own' },
							]}
						/>
					</FilterForm>
				}
				empty={
					<EmptyState title={isTree ? 'No teams yet' : 'No team matches'} headingLevel={3}>
						<p>
							{isTree ? 'Teams come with the people.' : 'Change the filter, or clear it to see all teams.'}
						</p>
					</EmptyState>
				}
			/>
		</div>
	)
}
