import { Link } from 'react-router'
import { ButtonLink } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { HomePage } from './read-home.server.ts'

/** Where people stand below their target and hardly moved, for who reads the whole company. */
export function StuckPanel({ page: { landscape, slug } }: { page: HomePage }) {
	if (!landscape?.comparisonName) return null
	const { moved, comparisonName, cycleName } = landscape
	return (
		<Panel
			id="stuck"
			title="Hardly moving, below target"
			description={`Where we are stuck: less than a quarter of a tier of movement from ${comparisonName} to ${cycleName}. The largest groups of the table above.`}
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
					{moved.stuck.map(({ nodeId, familyId, name, figures, text, targetText, description, href }) => (
						<li
							key={`${nodeId} ${familyId}`}
							className="flex flex-wrap items-center justify-between gap-x-4 border-t border-line py-1.5 first:border-t-0"
						>
							<Link to={href} title={description} className="link min-w-0 py-1 wrap-anywhere">
								<bdi>{name}</bdi>
							</Link>
							<span className="tabular-nums">
								<span className="text-muted">{figures}</span> {text}
								<span className="text-muted"> · {targetText}</span>
							</span>
						</li>
					))}
				</ul>
			)}
		</Panel>
	)
}
