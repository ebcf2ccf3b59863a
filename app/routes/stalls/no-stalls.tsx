import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import type { StallsPage } from './read-page.server.ts'

type Page = Extract<StallsPage, { kind: 'stalls' }>

/** Why there is nothing to show, and what would be here. */
export function NoStalls({ page: { lens, tiers }, slug }: { page: Page; slug: string }) {
	if (!tiers) {
		return (
			<EmptyState
				title={lens === 'levels' ? 'No team at the same level twice' : 'No team at the same rung twice'}
			>
				A team would show here whose last two agreed assessments come to the same{' '}
				{lens === 'levels' ? 'AI coding level' : 'rung'}, below where its plan leads.
			</EmptyState>
		)
	}
	if (tiers.comparisonName === null) {
		return (
			<EmptyState title="No cycle before">
				A stall takes two published cycles. This is the first one that you can see.
			</EmptyState>
		)
	}
	if (!tiers.hasTargets) {
		return (
			<EmptyState
				title="No targets are set"
				action={
					tiers.maySetTargets && (
						<ButtonLink to={`/a/${slug}/targets`} variant="primary">
							Set targets
						</ButtonLink>
					)
				}
			>
				A stall is below a target. Once one is set for the company, a family or a team, groups that hardly
				moved below it show here.
			</EmptyState>
		)
	}
	return (
		<EmptyState title="No group stalled">
			A team and family would show here that is below its target and whose mean moved by less than a quarter
			of a tier since {tiers.comparisonName}
			{tiers.isSuppressed ? ', where you see both figures' : ''}.
		</EmptyState>
	)
}
