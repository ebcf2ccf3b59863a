import { requireAccess } from '#app/auth/require-access.server.ts'
import { Legend } from '#app/charts/legend.tsx'
import { OrganizationChart } from '#app/charts/organization-chart.tsx'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { ChooseCycle } from '#app/ui/choose-cycle.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { HeatmapViews } from '#app/ui/heatmap-views.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'
import type { OrganizationPage } from './read-page.server.ts'
import { readOrganizationPage } from './read-page.server.ts'
import { TeamsTable } from './teams-table.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readOrganizationPage(requireAccess(context, 'heatmap.read'), new URL(request.url))
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = () => [{ title: 'Whole organization · Heatmap · Contour' }]

export default function Organization({ loaderData: page, params: { account: slug } }: Route.ComponentProps) {
	return (
		<div className="stack">
			<PageHeader
				above={<HeatmapViews slug={slug} current="organization" />}
				title="Whole organization"
				description="Where the organization stands high and where low, every level of it at once."
				asOf={page.kind === 'organization' ? page.asOf : undefined}
			/>
			{page.kind === 'nothing' ? (
				<EmptyState title="Nothing is published yet">
					Once a cycle is published, this shows every team in one picture.
				</EmptyState>
			) : (
				<>
					<ChooseCycle
						cycle={page.cycle}
						cycles={page.cycles}
						family={{ value: page.family, options: page.families }}
					/>
					<Picture page={page} />
					<TeamsTable page={page} />
					<FamiliesCaveat slug={slug} />
				</>
			)}
		</div>
	)
}

function Picture({ page }: { page: OrganizationPage }) {
	const { picture, cycleName, familyName, isSuppressed, k, locale } = page
	if (picture.nodes.length < 2) return null
	return (
		<Panel>
			<div className="flex flex-col gap-4">
				<OrganizationChart
					title={`Mean tier of every team, ${familyName ?? 'all families'}, ${cycleName}`}
					nodes={picture.nodes}
				/>
				<Legend
					title="Skill progression, tiers"
					scale="tier"
					stops={allHalfSteps.map((halfSteps) => ({
						value: tierOf(halfSteps),
						text: formatTier(tierOf(halfSteps), locale),
						name: tierNames[halfSteps],
					}))}
					states={
						isSuppressed
							? ['suppressed', 'notAssessed', 'exempt', 'empty']
							: ['notAssessed', 'exempt', 'empty']
					}
				/>
				<ul className="flex max-w-prose list-disc flex-col gap-1 ps-4 text-sm text-muted marker:text-line-strong">
					<li>
						What is below a team stands below it, and each team with nothing below is drawn as wide as any
						other: a width says nothing about people. The table below has the same figures.
					</li>
					{!picture.isWhole && (
						<li>
							Drawn are the upper levels of the tree, down to level {picture.levels + 1}; the table has every
							team.
						</li>
					)}
					{isSuppressed && (
						<li>
							You see groups, not people: a figure about fewer than {k} people is hidden, and so is what would
							give it away.
						</li>
					)}
				</ul>
			</div>
		</Panel>
	)
}
