import { useMemo } from 'react'
import { FileUp } from 'lucide-react'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { PeopleFilter, peopleFilterNames } from '#app/ui/people-filter.tsx'
import { PeopleTabs } from '#app/ui/people-tabs.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { inviteAll, inviteOne, revoke } from './actions.server.ts'
import { BulkInvite } from './bulk-invite.tsx'
import { columnsOf } from './columns.tsx'
import { readInvitations } from './read-page.server.ts'
import { stateLabels } from './words.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readInvitations(requireAccess(context, 'people.manage'), new URL(request.url))
}

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'people.manage')
	const url = new URL(request.url)
	const form = await readForm(request)
	switch (form.get('intent')) {
		case 'invite-all':
			return inviteAll(session, form, url, context)
		case 'invite':
			return inviteOne(session, form, url, context)
		case 'revoke':
			return revoke(session, form, url)
		default:
			throw refuse('invalid')
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Invitations · Contour' }]

export default function Invitations({ loaderData, params }: Route.ComponentProps) {
	const {
		rows,
		counts,
		state,
		paging,
		sort,
		who,
		families,
		teams,
		idempotencyKey,
		locale,
		timeZone,
		search,
	} = loaderData
	const root = `/a/${params.account}`
	const columns = useMemo(
		() => columnsOf({ root, locale, timeZone, idempotencyKey }),
		[root, locale, timeZone, idempotencyKey],
	)
	const everybody = Object.values(counts).reduce((sum, count) => sum + count, 0)
	const isEmpty = everybody === 0 && !Object.values(who).some(Boolean)
	const tab = (value: string, label: string, count: number) => ({
		label,
		href: changeSearch(search, { state: value || null, page: null }),
		current: state === value,
		count: formatNumber(count, locale),
	})
	return (
		<div className="stack">
			<PageHeader
				title="Invitations"
				description="Who can sign in, and who is asked to. An invitation works once, for 14 days; a new one replaces the one before."
				below={<PeopleTabs slug={params.account} current="invitations" />}
			/>
			{isEmpty ? (
				<EmptyState
					title="Nobody to invite yet"
					action={
						<ButtonLink to={`${root}/roster-imports/new`} variant="primary" icon={FileUp}>
							Import a file
						</ButtonLink>
					}
				>
					<p>Invitations go to people who are in Contour with an e-mail. Bring them in first.</p>
				</EmptyState>
			) : (
				<>
					<Tabs
						label="State of the invitation"
						items={[
							tab('', 'All', everybody),
							...Object.entries(stateLabels).map(([value, label]) =>
								tab(value, label, counts[value as keyof typeof stateLabels]),
							),
						]}
					/>
					<DataTable
						caption="Invitations"
						columns={columns}
						rows={rows}
						rowId={({ memberId }) => memberId}
						locale={locale}
						sort={sort}
						paging={paging}
						noun={{ one: 'person', other: 'people' }}
						filter={
							<>
								<FilterForm names={peopleFilterNames}>
									<PeopleFilter values={who} families={families} teams={teams} />
								</FilterForm>
								<BulkInvite {...loaderData} />
							</>
						}
						empty={
							<EmptyState title="Nobody matches" headingLevel={3}>
								<p>Change the filter or choose another state.</p>
							</EmptyState>
						}
					/>
				</>
			)}
		</div>
	)
}
