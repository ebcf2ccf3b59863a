import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { StandingBadge } from '#app/charts/standing-badge.tsx'
import type { RoadmapStanding } from '#app/domain/roadmap/standing.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = {
	plans: readonly { id: string; name: string; standing: RoadmapStanding }[]
	/** Where a plan for the team is begun. */
	newHref: string
	root: string
	isArchived: boolean
}

/** The plans of the team that are in use, and where each stands. */
export function PlansPanel({ plans, newHref, root, isArchived }: Props) {
	return (
		<Panel
			title="Roadmaps"
			footer={
				!isArchived && (
					<ButtonLink to={newHref} size="small" icon={Plus}>
						Begin a plan
					</ButtonLink>
				)
			}
		>
			{plans.length === 0 ? (
				<p className="text-sm text-muted">No plan yet.</p>
			) : (
				<ul className="flex flex-col gap-2 text-sm">
					{plans.map(({ id, name, standing }) => (
						<li key={id} className="flex flex-wrap items-center justify-between gap-2">
							<Link to={`${root}/roadmaps/${id}`} className="link min-w-0 wrap-anywhere">
								<bdi>{name}</bdi>
							</Link>
							<StandingBadge standing={standing} />
						</li>
					))}
				</ul>
			)}
		</Panel>
	)
}
