import { useMemo } from 'react'
import { Link, redirect } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import type { PersonTarget } from '#app/data/targets/list-person-targets.server.ts'
import { listPersonTargets } from '#app/data/targets/list-person-targets.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { describeOrigin } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatTarget } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { TargetTabs } from '#app/ui/target-tabs.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'

const pageSize = 50

const searchSchema = z.object({
	q: z
		.string()
		.max(200)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'targets.set')
	const url = new URL(request.url)
	const { q, page } = searchSchema.parse(Object.fromEntries(url.searchParams))
	const { slug, locale, timeZone } = account
	const { rows, total } = await listPersonTargets(scope, {
		...{ search: q, page, pageSize, today: todayIn(timeZone) },
	})
	if (rows.length === 0 && page > 1)
		throw redirect(`/a/${slug}/targets/people${changeSearch(url.searchParams, { page: null })}`)
	return { rows, paging: { page, pageSize, total }, q, locale, timeZone }
}

export const meta: Route.MetaFunction = () => [{ title: 'Targets of people · Contour' }]

export default function PersonTargets({ loaderData, params }: Route.ComponentProps) {
	const { rows, paging, q, locale, timeZone } = loaderData
	const root = `/a/${params.account}`
	const columns = useMemo(
		() => columnsOf(`${root}/targets/people`, locale, timeZone),
		[root, locale, timeZone],
	)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Training needs', href: `${root}/reports/training-needs` },
							{ label: 'Targets', href: `${root}/targets` },
							{ label: 'People' },
						]}
					/>
				}
				title="Targets of people"
				description="Those who have a target of their own. It is seen by them, their manager and HR, and by nobody else."
				below={<TargetTabs slug={params.account} current="people" />}
			/>
			<DataTable
				caption={q === '' ? 'People with a target of their own' : 'People found'}
				columns={columns}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				paging={paging}
				noun={{ one: 'person', other: 'people' }}
				filter={
					<FilterForm names={['q']}>
						<TextField
							name="q"
							type="search"
							label="Find anybody"
							placeholder="Name or e-mail"
							defaultValue={q}
							maxLength={200}
							controlSize="small"
						/>
					</FilterForm>
				}
				empty={
					q === '' ? (
						<EmptyState title="Nobody has a target of their own" headingLevel={3}>
							<p>
								Search for somebody to set one. Without it, that of their team, family or the company holds.
							</p>
						</EmptyState>
					) : (
						<EmptyState title="Nobody matches" headingLevel={3}>
							<p>Search for part of a name or an e-mail address.</p>
						</EmptyState>
					)
				}
			/>
		</div>
	)
}

function columnsOf(root: string, locale: string, timeZone: string): DataColumn<PersonTarget>[] {
	return [
		{
			id: 'name',
			header: 'Person',
			cell: ({ id, name }) => (
				<Link to={`${root}/${id}`} className="link">
					<bdi>{name}</bdi>
				</Link>
			),
		},
		{ id: 'team', header: 'Team', cell: ({ teamName }) => teamName && <bdi>{teamName}</bdi> },
		{ id: 'family', header: 'Family', cell: ({ familyName }) => familyName },
		{
			id: 'target',
			header: 'Target',
			cell: ({ held }) =>
				held && formatTarget({ tier: tierOf(held.halfSteps), dueOn: held.dueOn }, locale, timeZone),
		},
		{
			id: 'from',
			header: 'Where it comes from',
			cell: ({ held }) => held && <span className="text-muted">{describeOrigin(held.origin)}</span>,
		},
	]
}
