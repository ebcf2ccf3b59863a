import { Form, Link } from 'react-router'
import { describeLowered } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { Button } from '#app/ui/button.tsx'
import { formatNumber, formatTarget } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { TargetsPage } from './route.tsx'

const most = 20
const wholeAccount = 'The whole company'

/** What plans under the lens of tiers propose for their teams or the company. Each is taken over by itself, and none without a click. */
export function Proposals({ page: { proposals, slug, locale, timeZone } }: { page: TargetsPage }) {
	if (proposals.length === 0) return null
	const say = ({ halfSteps, dueOn }: { halfSteps: number; dueOn: string }) =>
		formatTarget({ tier: tierOf(halfSteps), dueOn }, locale, timeZone)
	const more = proposals.length - most
	return (
		<Panel
			title="Proposed by plans"
			description="The tier that a plan has for the end of the phase that it is in. None of them holds until it is taken over."
			padding="flush"
		>
			<ul className="divide-y divide-line">
				{proposals.slice(0, most).map((proposal) => (
					<li
						key={proposal.roadmapId}
						className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4 text-sm sm:px-6"
					>
						<div className="min-w-0 max-w-prose flex-1 basis-72">
							<p className="font-medium">
								{proposal.team ? (
									<Link to={`/a/${slug}/targets/teams/${proposal.team.id}`} className="link">
										<bdi>{proposal.team.name}</bdi>
									</Link>
								) : (
									wholeAccount
								)}
								: {say(proposal)}
							</p>
							<p className="text-pretty text-muted">
								Planned for the end of {proposal.phaseName} in{' '}
								<Link to={`/a/${slug}/roadmaps/${proposal.roadmapId}`} className="link">
									<bdi>{proposal.roadmapName}</bdi>
								</Link>
								.{' '}
								{proposal.own
									? `Now: ${say(proposal.own)}.`
									: proposal.team
										? 'The team has none of its own.'
										: 'It has none.'}
							</p>
							{proposal.lowered && (
								<p className="text-pretty font-medium">{describeLowered(proposal.lowered, locale)}</p>
							)}
						</div>
						<Form
							method="post"
							action={`/a/${slug}/targets${proposal.team ? `/teams/${proposal.team.id}` : ''}`}
						>
							{!proposal.team && <input type="hidden" name="scope" value="account" />}
							<input type="hidden" name="intent" value="set" />
							<input type="hidden" name="version" value={proposal.own?.version ?? 0} />
							<input type="hidden" name="halfSteps" value={proposal.halfSteps} />
							<input type="hidden" name="dueOn" value={proposal.dueOn} />
							<Button
								variant="secondary"
								size="small"
								aria-label={`Take over for ${proposal.team?.name ?? wholeAccount} from ${proposal.roadmapName}`}
							>
								Take over
							</Button>
						</Form>
					</li>
				))}
			</ul>
			{more > 0 && (
				<p className="border-t border-line px-4 py-3 text-sm text-muted sm:px-6">
					and {formatNumber(more, locale)} more, each on its team’s page under Teams
				</p>
			)}
		</Panel>
	)
}
