import { nextOption } from '#app/domain/check-in/next-step.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { CalibrationHistory } from '#app/ui/calibration-history.tsx'
import { formatTier, TimeText } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TierBadge, TierMark } from '#app/ui/tier-badge.tsx'
import type { AgreementPage } from './read-page.server.ts'

/** What was agreed: where the person works, and the next step of each question. */
export function Result({ page }: { page: AgreementPage }) {
	const { outcome, questions, locale, timeZone, viewer } = page
	if (!outcome) return null
	const { tier } = outcome
	const format = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	const isStage = tier === 3 || tier === 5
	return (
		<Panel
			title={
				viewer === 'self' ? (
					`You work at tier ${format(tier)}`
				) : (
					<>
						<bdi>{page.memberName}</bdi> works at tier {format(tier)}
					</>
				)
			}
			description={
				<>
					{page.cycleName} · {outcome.singleRater ? 'from one side alone,' : 'agreed'}{' '}
					<TimeText value={outcome.agreedAt} locale={locale} timeZone={timeZone} />
				</>
			}
			actions={outcome.singleRater && <StateBadge state="single-rater" />}
		>
			<div className="flex flex-col gap-5">
				<p className="flex flex-wrap items-center gap-x-4 gap-y-2">
					<TierBadge halfSteps={tier} tier={format(tier)} name={tierNames[tier]} />
					{isStage && <StateBadge state="in-transition">In transition to tier {format(tier + 1)}</StateBadge>}
				</p>
				{outcome.tierReason && (
					<p dir="auto" className="max-w-prose text-sm text-pretty">
						{outcome.tierReason}
					</p>
				)}
				<CalibrationHistory changes={page.changes} locale={locale} timeZone={timeZone} />
				<ul className="flex flex-col gap-4">
					{questions.map((question) => {
						const answer = outcome.answers.find(({ questionKey }) => questionKey === question.key)
						if (!answer) return null
						const next = nextOption(question, answer.halfSteps)
						return (
							<li key={question.key} className="flex flex-col gap-1 text-sm">
								<span className="flex items-start gap-2 font-medium">
									<TierMark halfSteps={answer.halfSteps}>{format(answer.halfSteps)}</TierMark>
									<span className="min-w-0 pt-0.5">{question.text}</span>
								</span>
								<span className="max-w-prose text-pretty">
									<span className="text-muted">Next step: </span>
									{next ? next.text : 'none, this is the top of the scale. Help others along.'}
								</span>
							</li>
						)
					})}
				</ul>
			</div>
		</Panel>
	)
}
