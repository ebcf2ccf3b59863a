import { useMemo } from 'react'
import { FileUp, UserPlus } from 'lucide-react'
import { redirect } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listMembers } from '#app/data/list-members.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { parseMemberSearch } from '#app/data/parse-member-search.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { PeopleTabs } from '#app/ui/people-tabs.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Route } from './+types/route.ts'
import { columnsOf } from './columns.tsx'
import { Filter } from './filter.tsx'

const pageSize = 50

export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account, person } = requireAccess(context, 'people.manage')
	const url = new URL(request.url)
	const { filter, sort, order, page, isFiltered } = parseMemberSearch(url.searchParams)
	const { rows, total } = await listMembers(scope, {
		filter,
		sort,
		order,
		page: { number: page, size: pageSize },
	})
	if (rows.length === 0 && page > 1)
		throw redirect(`/a/${account.slug}/people${changeSearch(url.searchParams, { page: null })}`)
	return {
		rows,
		paging: { page, pageSize, total },
		sort: { sort, order },
		filter,
		isFiltered,
		options: await listPeopleOptions(scope, account.locale),
		locale: account.locale,
		search: url.search,
		opensProgress: reachOf(person, 'outcomes.read').has('all'),
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'People · Contour' }]

export default function People({ loaderData, params }: Route.ComponentProps) {
	const { rows, paging, sort, isFiltered, locale, opensProgress } = loaderData
	const root = `/a/${params.account}`
	const columns = useMemo(() => columnsOf(root, opensProgress), [root, opensProgress])
	const isEmpty = rows.length === 0 && !isFiltered
	return (
		<div className="stack">
			<PageHeader
				title="People"
				description="Everybody whom a check-in can ask, with their team, family and manager as of now."
				actions={
					!isEmpty && (
						<>
							<ButtonLink to={`${root}/people/new`} icon={UserPlus}>
								Add a person
							</ButtonLink>
							<ButtonLink to={`${root}/roster-imports/new`} variant="primary" icon={FileUp}>
								Import a file
							</ButtonLink>
						</>
					)
				}
				below={<PeopleTabs slug={params.account} current="people" />}
			/>
			{isEmpty ? (
				<NobodyYet root={root} />
			) : (
				<DataTable
					caption="People"
					columns={columns}
					rows={rows}
					rowId={({ id }) => id}
					locale={locale}
					sort={sort}
					paging={paging}
					noun={{ one: 'person', other: 'people' }}
					filter={<Filter {...loaderData} root={root} />}
					empty={
						<EmptyState title="Nobody matches" headingLevel={3}>
							<p>Change the filter, or clear it to see everybody.</p>
						</EmptyState>
					}
				/>
			)}
		</div>
	)
}

function NobodyYet({ root }: { root: string }) {
	return (
		<EmptyState
			title="Nobody here yet"
			action={
				<>
					<ButtonLink to={`${root}/roster-imports/new`} variant="primary" icon={FileUp}>
						Import a file
					</ButtonLink>
					<ButtonLink to={`${root}/people/new`} icon={UserPlus}>
						Add one person
					</ButtonLink>
				</>
			}
		>
			<p>
				Bring your people in with a file from your HR system. You see what it would do before anything is
				written, and nobody gets a mail.
			</p>
		</EmptyState>
	)
}
