import { useMemo } from 'react'
import { FileUp, Plus } from 'lucide-react'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { LevelOneNotice } from '#app/charts/level-one-notice.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { LinkList } from '#app/ui/link-list.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import type { Route } from './+types/route.ts'
import { columnsOf } from './columns.tsx'
import { Filter } from './filter.tsx'
import { readMetricsPage } from './read-page.server.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
	return readMetricsPage(requireAccess(context, 'metrics.read'), url)
}

export const meta: Route.MetaFunction = () => [{ title: 'Metrics · Contour' }]

export default function Metrics({ loaderData: page, params }: Route.ComponentProps) {
	const {
		rows,
		paging,
		sort,
		locale,
		root,
		mayDefine,
		mayImport,
		alarms,
		accountName,
		hasValues,
		teams,
		memberId,
	} = page
	const columns = useMemo(() => columnsOf(root, locale), [root, locale])
	return (
		<div className="stack">
			<PageHeader
				title="Metrics"
				description="What is measured beside the tiers: how each figure adds up, where it came from, and what it should reach."
				actions={
					<>
						<SaveReportLink slug={params.account} kind="metrics" />
						{mayDefine && (
							<ButtonLink to={`${root}/metrics/new`} icon={Plus}>
								Add a metric
							</ButtonLink>
						)}
						{mayImport && (
							<ButtonLink to={`${root}/imports/new`} variant="primary" icon={FileUp}>
								Import values
							</ButtonLink>
						)}
					</>
				}
			/>
			<LevelOneNotice whose={accountName} alarms={alarms} locale={locale} />
			{!hasValues && (
				<Notice title="No values yet">
					{mayImport
						? 'Import a file with values: for people, for teams or for the company as a whole.'
						: 'Values appear here once HR has imported some that you may see.'}
				</Notice>
			)}
			<DataTable
				caption="Metrics"
				columns={columns}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one: 'metric', other: 'metrics' }}
				filter={<Filter page={page} />}
				empty={
					<EmptyState title="No metric matches" headingLevel={3}>
						<p>Change the filter, or clear it to see all of them.</p>
					</EmptyState>
				}
			/>
			<LinkList
				title="Of a team or a person"
				items={[
					...(memberId ? [{ label: 'Your metrics', href: `${root}/people/${memberId}/metrics` }] : []),
					...teams.map(({ id, name }) => ({ label: name, href: `${root}/teams/${id}/metrics` })),
				]}
			/>
		</div>
	)
}
