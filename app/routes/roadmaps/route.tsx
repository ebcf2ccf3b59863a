import { useMemo } from 'react'
import { Plus } from 'lucide-react'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { StandingBadge } from '#app/charts/standing-badge.tsx'
import { standingRules } from '#app/domain/roadmap/roadmap-words.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import type { Route } from './+types/route.ts'
import { columnsOf } from './columns.tsx'
import { Filter } from './filter.tsx'
import { readPortfolio } from './read-page.server.ts'
import { RollUp } from './roll-up.tsx'

export async function loader({ url, context }: Route.LoaderArgs) {
	return readPortfolio(requireAccess(context, 'roadmaps.read'), url)
}

export const meta: Route.MetaFunction = () => [{ title: 'Roadmaps · Contour' }]

export const handle = { wide: true }

export default function Roadmaps({ loaderData: page, params }: Route.ComponentProps) {
	const { rows, filter, paging, sort, locale, root, accountName, hasPlans, mayPlan, today } = page
	const columns = useMemo(() => columnsOf(root, locale, accountName), [root, locale, accountName])
	const ofTeam = filter.team === '' ? '' : `?${new URLSearchParams({ team: filter.team })}`
	const begin = mayPlan && (
		<ButtonLink to={`${root}/roadmaps/new${ofTeam}`} variant="primary" icon={Plus}>
			Begin a plan
		</ButtonLink>
	)
	return (
		<div className="stack">
			<PageHeader
				title="Roadmaps"
				description="From where teams are to where they want to be, in four phases: who is in which, and where each plan stands by one rule for all."
				asOf={hasPlans && `As of ${formatDate(today, locale, 'UTC')}`}
				actions={
					hasPlans && (
						<>
							<SaveReportLink slug={params.account} kind="roadmaps" />
							{begin}
						</>
					)
				}
			/>
			{hasPlans ? (
				<>
					<StandingRules />
					<DataTable
						caption="Roadmaps"
						columns={columns}
						rows={rows}
						rowId={({ id }) => id}
						locale={locale}
						sort={sort}
						paging={paging}
						noun={{ one: 'plan', other: 'plans' }}
						filter={<Filter page={page} />}
						empty={
							<EmptyState title="No plan matches" headingLevel={3}>
								<p>Change the filter, or clear it to see all of them.</p>
							</EmptyState>
						}
					/>
					<RollUp page={page} />
				</>
			) : (
				<EmptyState title="No plan yet" action={begin}>
					{mayPlan
						? 'A plan takes a team from where it is to its target level, in four phases of deliverables and outcomes. A template gives you the first draft.'
						: 'Plans that hold for your team appear here once somebody has begun one.'}
				</EmptyState>
			)}
		</div>
	)
}

function StandingRules() {
	return (
		<details className="disclosure max-w-prose text-sm">
			<summary className="font-medium text-accent">The rule for all: the first that applies</summary>
			<div className="mt-3">
				<DefinitionList
					items={standingRules.map(({ standing, text }) => ({
						...{ term: <StandingBadge standing={standing} />, value: text },
					}))}
				/>
			</div>
		</details>
	)
}
