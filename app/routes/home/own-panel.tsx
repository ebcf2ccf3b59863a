import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { CheckInStageBadge } from '#app/ui/check-in-stage-badge.tsx'
import { formatDate, formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import type { HomePage } from './read-home.server.ts'
import { useOwnDue } from './use-own-due.ts'

const wordsOf = (manager: string) => ({
	due: 'It takes about two minutes.',
	draft: 'Your draft is saved. Only you can see it.',
	waiting: `Sent. You see each other’s answers once ${manager} has sent too.`,
	alone: 'Sent. Nobody can give the other side, so it becomes the result at publication.',
	'to-agree': `Both are in. Talk it over; ${manager} records what you agree on.`,
	closed:
		'Check-ins are closed, and not both sides are in. Published like this, it counts as not assessed. HR can reopen it.',
	agreed: 'Agreed. See the result and the next step.',
})

/** One's own check-in of the running cycle. */
export function OwnCheckInPanel({ page }: { page: HomePage }) {
	const { own, slug, locale, timeZone } = page
	const due = useOwnDue()
	if (!own?.checkIn) return null
	const { stage, participantId, cycleName, cycleId, endsOn } = own.checkIn
	// The panel of the result says it all, unless it is to be agreed anew.
	if (stage === 'agreed' && participantId === own.latest?.participantId) return null
	const dueOn = due?.cycleId === cycleId ? due.ownDueOn : endsOn
	const open = stage === 'due' || stage === 'draft'
	const href = `/a/${slug}/check-ins/${participantId}`
	return (
		<Panel
			title={`Your check-in, ${cycleName}`}
			description={open && `Due ${formatDate(dueOn, locale, timeZone)}`}
			actions={<CheckInStageBadge stage={stage} />}
			footer={
				<ButtonLink to={open ? href : `${href}/agreement`} variant={open ? 'primary' : 'secondary'}>
					{stage === 'due' ? 'Start' : stage === 'draft' ? 'Go on' : 'See where it stands'}
				</ButtonLink>
			}
		>
			<p className="text-sm text-pretty text-muted">
				{wordsOf(own.checkIn.managerName ?? 'your manager')[stage]}
			</p>
		</Panel>
	)
}

/** Where one works by the latest agreement, and the next step of each question. */
export function NextStepPanel({ page }: { page: HomePage }) {
	const { own, slug, locale } = page
	if (!own?.latest) return null
	const { tier, cycleName, participantId, singleRater } = own.latest
	return (
		<Panel
			title={`You work at tier ${formatTier(tierOf(tier), locale)}`}
			description={`Agreed in ${cycleName}`}
			actions={singleRater && <StateBadge state="single-rater" />}
			footer={
				<>
					<ButtonLink to={`/a/${slug}/check-ins/${participantId}/agreement`}>The whole result</ButtonLink>
					<ButtonLink to={`/a/${slug}/people/${own.memberId}/progress`} variant="quiet">
						Your progress
					</ButtonLink>
				</>
			}
		>
			<div className="flex flex-col gap-4">
				<TierBadge halfSteps={tier} tier={formatTier(tierOf(tier), locale)} name={tierNames[tier]} />
				{own.steps.length > 0 && (
					<dl className="flex flex-col gap-3 text-sm">
						{own.steps.map(({ questionKey, question, next }) => (
							<div key={questionKey}>
								<dt className="text-muted">{question}</dt>
								<dd className="max-w-prose text-pretty">
									{next ? (
										<>
											<span className="font-medium">Next step: </span>
											{next}
										</>
									) : (
										'Top of the scale. Help others along.'
									)}
								</dd>
							</div>
						))}
					</dl>
				)}
			</div>
		</Panel>
	)
}
