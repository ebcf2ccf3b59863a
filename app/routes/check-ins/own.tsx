import type { OwnOutcome } from '#app/data/list-own-outcomes.server.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { CheckInStageBadge } from '#app/ui/check-in-stage-badge.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import { Link } from 'react-router'
import type { CheckInsPage } from './read-page.server.ts'

const wordsOf = (manager: string) => ({
	due: 'Two minutes: one entry question and the questions of your role family.',
	draft: 'Your draft is saved. Only you can see it.',
	waiting: `You have sent yours. You see each other’s answers once ${manager} has sent too.`,
	alone:
		'You have sent yours. Nobody can give the other side, so it becomes the result, marked as one rater.',
	'to-agree': `Both are in. Talk it over; ${manager} records what you agree on.`,
	closed:
		'Check-ins are closed, and not both sides are in. Published like this, it counts as not assessed. HR can reopen it.',
	agreed: 'Agreed. See the result and the next step.',
})

/** One's own check-in of the running cycle, or of one that is being corrected. */
export function OwnCheckIn({ item: own, page }: { item: CheckInsPage['own'][number]; page: CheckInsPage }) {
	const { slug } = page
	const open = own.stage === 'due' || own.stage === 'draft'
	const href = `/a/${slug}/check-ins/${own.participantId}`
	return (
		<Panel
			title={page.own.length > 1 ? `Your own check-in, ${own.cycleName}` : 'Your own check-in'}
			actions={<CheckInStageBadge stage={own.stage} />}
			footer={
				open ? (
					<ButtonLink to={href} variant="primary">
						{own.stage === 'due' ? 'Start' : 'Go on'}
					</ButtonLink>
				) : (
					<ButtonLink to={`${href}/agreement`}>See where it stands</ButtonLink>
				)
			}
		>
			<p className="max-w-prose text-sm text-pretty text-muted">
				{wordsOf(own.managerName ?? 'your manager')[own.stage]}
			</p>
		</Panel>
	)
}

/** What was agreed about oneself in the cycles before. */
export function EarlierResults({ page }: { page: CheckInsPage }) {
	const { earlier, slug, locale } = page
	if (earlier.length === 0) return null
	const tierOfOne = ({ tier, singleRater }: OwnOutcome) => (
		<span className="flex flex-wrap items-center gap-3">
			<TierBadge halfSteps={tier} tier={formatTier(tierOf(tier), locale)} name={tierNames[tier]} />
			{singleRater && <StateBadge state="single-rater" />}
		</span>
	)
	return (
		<Panel title="Your results so far">
			<DefinitionList
				items={earlier.map((one) => ({
					term: (
						<Link to={`/a/${slug}/check-ins/${one.participantId}/agreement`} className="link">
							{one.cycleName}
						</Link>
					),
					value: tierOfOne(one),
				}))}
			/>
		</Panel>
	)
}
