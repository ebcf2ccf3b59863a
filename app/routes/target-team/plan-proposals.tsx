import { Form, Link } from 'react-router'
import { describeLowered } from '#app/domain/target/target-words.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { TeamTargetPage } from './route.tsx'

type Props = {
	page: TeamTargetPage
	root: string
	say: (value: { halfSteps: number; dueOn: string }) => string
}

/** What the plans of the team under the lens of tiers propose. */
export function PlanProposals({ page: { proposals, team, locale }, root, say }: Props) {
	if (proposals.length === 0) return null
	return (
		<Panel
			title="Proposed by its plans"
			description="The tier that a plan has for the end of the phase that it is in. It holds once it is taken over."
		>
			<ul className="flex flex-col gap-4 text-sm">
				{proposals.map(({ roadmapId, roadmapName, phaseName, halfSteps, dueOn, lowered }) => (
					<li key={roadmapId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
						<span className="min-w-0">
							<span className="font-medium">{say({ halfSteps, dueOn })}</span>, planned for the end of{' '}
							{phaseName} in{' '}
							<Link to={`${root}/roadmaps/${roadmapId}`} className="link">
								<bdi>{roadmapName}</bdi>
							</Link>
							{lowered && (
								<span className="block text-pretty font-medium">{describeLowered(lowered, locale)}</span>
							)}
						</span>
						<Form method="post">
							<input type="hidden" name="intent" value="set" />
							<input type="hidden" name="version" value={team.own?.version ?? 0} />
							<input type="hidden" name="halfSteps" value={halfSteps} />
							<input type="hidden" name="dueOn" value={dueOn} />
							<Button variant="secondary" size="small" aria-label={`Take over from ${roadmapName}`}>
								Take over
							</Button>
						</Form>
					</li>
				))}
			</ul>
		</Panel>
	)
}
