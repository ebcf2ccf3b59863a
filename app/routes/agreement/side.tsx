import type { ReactNode } from 'react'
import type { CheckInContent } from '#app/data/read-check-in.server.ts'
import { answerOf } from '#app/domain/check-in/compare-raters.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { formatTier } from '#app/ui/format.tsx'
import { OutsideLink } from '#app/ui/outside-link.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import type { AgreementQuestion } from './read-page.server.ts'

type Props = { name: ReactNode; side: CheckInContent; question: AgreementQuestion; locale: string }

/** One rater's answer to a question, with its evidence. */
export function Side({ name, side, question, locale }: Props) {
	const halfSteps = answerOf(side, question.key)
	const answer = side.answers.find(({ questionKey }) => questionKey === question.key)
	const option = question.options.find((one) => one.halfSteps === halfSteps)
	return (
		<div className="flex min-w-0 flex-col gap-1.5 rounded-panel bg-sunken p-3 text-sm">
			<p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 font-medium">
				<bdi>{name}</bdi>
				{halfSteps && (
					<TierBadge
						halfSteps={halfSteps}
						tier={formatTier(tierOf(halfSteps), locale)}
						name={tierNames[halfSteps]}
					/>
				)}
			</p>
			<p className="text-pretty">{option?.text ?? 'By the entry question: AI is not a tool at work yet.'}</p>
			{answer?.evidenceUrl && <OutsideLink href={answer.evidenceUrl} />}
			{answer?.evidenceNote && (
				<p dir="auto" className="whitespace-pre-wrap text-muted">
					{answer.evidenceNote}
				</p>
			)}
		</div>
	)
}

/** A rater's tier with the reason for it, and the note where the reader may see it. */
export function SideTier({ name, side, locale }: Omit<Props, 'question'>) {
	if (!side.tier) return null
	return (
		<div className="flex min-w-0 flex-col gap-1.5 rounded-panel bg-sunken p-3 text-sm">
			<p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 font-medium">
				<bdi>{name}</bdi>
				<TierBadge
					halfSteps={side.tier}
					tier={formatTier(tierOf(side.tier), locale)}
					name={tierNames[side.tier]}
				/>
			</p>
			{side.tierReason && (
				<p dir="auto" className="text-pretty">
					{side.tierReason}
				</p>
			)}
			{side.whatChanged && (
				<p dir="auto" className="text-pretty">
					<span className="text-muted">What changed: </span>
					{side.whatChanged}
				</p>
			)}
			{side.note && (
				<p dir="auto" className="whitespace-pre-wrap text-muted">
					{side.note}
				</p>
			)}
		</div>
	)
}
