import { ButtonLink } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { MovedItem } from './moved-item.tsx'
import type { HomePage } from './read-home.server.ts'

/** Of which groups the largest are named: home may begin with a table that has none of them. */
const largest = {
	table: 'The largest groups of the table above.',
	teams: 'The largest role families of the teams above.',
	families: 'The largest role families.',
}

/** Where people stand below their target and hardly moved, for who reads the whole company. */
export function StuckPanel({ page: { landscape, slug } }: { page: HomePage }) {
	if (!landscape?.comparisonName) return null
	const { moved, comparisonName, cycleName, stuckAmong } = landscape
	return (
		<Panel
			id="stuck"
			title="Hardly moving, below target"
			description={`Where we are stuck: less than a quarter of a tier of movement from ${comparisonName} to ${cycleName}. ${largest[stuckAmong]}`}
			footer={
				<ButtonLink to={`/a/${slug}/heatmap/stalls`} size="small">
					All stalls, and what to do
				</ButtonLink>
			}
		>
			{moved.stuck.length === 0 ? (
				<p className="text-sm text-muted">None that you see. The stalls look at every team further down.</p>
			) : (
				<ul className="text-sm">
					{moved.stuck.map((group) => (
						<MovedItem key={`${group.nodeId} ${group.familyId}`} of={group}>
							<span className="text-muted"> · {group.targetText}</span>
						</MovedItem>
					))}
				</ul>
			)}
		</Panel>
	)
}
