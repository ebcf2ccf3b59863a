import type { CheckInStage } from '#app/domain/check-in/rater.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { HomePage } from './read-home.server.ts'

const isDue = (stage: CheckInStage | undefined) => stage === 'due' || stage === 'draft'

/** The way to the latest published heatmap, for who sees a part of it. */
export function HeatmapPanel({ page }: { page: HomePage }) {
	const { heatmap, landscape, beginWith, own, manager, slug, locale, timeZone } = page
	if (!heatmap || landscape) return null
	const { published, whole } = heatmap
	const comesFirst = whole && !(manager && manager.waiting > 0) && !isDue(own?.checkIn?.stage)
	if (!published) {
		if (!whole) return null
		return (
			<Panel title="Heatmap">
				<p className="text-sm text-muted">It appears here once the first cycle is published.</p>
			</Panel>
		)
	}
	return (
		<Panel
			title={`Heatmap, ${published.name}`}
			description={
				published.publishedAt && (
					<>
						Published <TimeText value={published.publishedAt} locale={locale} timeZone={timeZone} />
					</>
				)
			}
			footer={
				<>
					<ButtonLink
						to={beginWith?.href ?? `/a/${slug}/heatmap`}
						variant={comesFirst ? 'primary' : 'secondary'}
					>
						{beginWith ? <bdi>{beginWith.name}</bdi> : 'Open the heatmap'}
					</ButtonLink>
					<ButtonLink to={`/a/${slug}/board`} variant="quiet">
						Board view
					</ButtonLink>
				</>
			}
		>
			<p className="max-w-prose text-sm text-pretty text-muted">
				Where every team and role family stands on the climb, and what changed since the cycle before.
			</p>
		</Panel>
	)
}
