import { requireAccount } from '#app/auth/require-access.server.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { AssessmentsPanel } from './assessments-panel.tsx'
import { DueNotices } from './due-notices.tsx'
import { HeatmapPanel } from './heatmap-panel.tsx'
import { LandscapePanel } from './landscape-panel.tsx'
import { NeedsPanel } from './needs-panel.tsx'
import { HrPanel } from './hr-panel.tsx'
import { ChangesPanel, ReportsPanel } from './manager-panels.tsx'
import { MovedPanel } from './moved-panel.tsx'
import { NextStepPanel, OwnCheckInPanel } from './own-panel.tsx'
import { OwnRecordPanel } from './own-record-panel.tsx'
import { readHome } from './read-home.server.ts'
import { SetupPanel } from './setup-panel.tsx'
import { StuckPanel } from './stuck-panel.tsx'
import { TrainingPanel } from './training-panel.tsx'

export async function loader({ context }: Route.LoaderArgs) {
	return readHome(requireAccount(context))
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: loaderData ? `Home, ${loaderData.accountName} · Contour` : 'Home · Contour' },
]

export default function Home({ loaderData: page }: Route.ComponentProps) {
	const { own, manager, hr, setup, heatmap } = page
	const nothing =
		!setup &&
		!page.ownRecord &&
		!hr &&
		!own?.checkIn &&
		!own?.latest &&
		!(manager && (manager.all > 0 || manager.changes.length > 0)) &&
		!heatmap?.published &&
		!page.training &&
		page.assessments.length === 0
	return (
		<>
			<PageHeader
				title={
					<>
						Hello, <bdi>{page.userName}</bdi>
					</>
				}
				description="What waits for you, and what changed."
			/>
			<DueNotices page={page} />
			<SetupPanel page={page} />
			<div className="grid items-start gap-6 lg:grid-cols-2 [&:not(:has(>*>*))]:hidden">
				<div className="flex min-w-0 flex-col gap-6 empty:hidden">
					<OwnRecordPanel page={page} />
					<OwnCheckInPanel page={page} />
					<ReportsPanel page={page} />
					<AssessmentsPanel page={page} />
					<HrPanel page={page} />
					<NextStepPanel page={page} />
				</div>
				<div className="flex min-w-0 flex-col gap-6 empty:hidden">
					<TrainingPanel page={page} />
					<NeedsPanel page={page} />
					<HeatmapPanel page={page} />
					<ChangesPanel page={page} />
				</div>
			</div>
			<LandscapePanel page={page} />
			<MovedPanel page={page} />
			<StuckPanel page={page} />
			{nothing && (
				<EmptyState title="Nothing waits for you">
					When the next cycle opens, your check-in appears here.
				</EmptyState>
			)}
		</>
	)
}
