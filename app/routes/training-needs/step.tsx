import { ArrowRight } from 'lucide-react'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'

type Props = { fromHalfSteps: number; toHalfSteps: number; locale: string }

/** From one tier to the one that the step leads to. */
export function Step({ fromHalfSteps, toHalfSteps, locale }: Props) {
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	return (
		<span className="inline-flex items-center gap-1 whitespace-nowrap">
			<span className="sr-only">From tier </span>
			<TierMark halfSteps={fromHalfSteps}>{tier(fromHalfSteps)}</TierMark>
			<ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted rtl:-scale-x-100" />
			<span className="sr-only"> to </span>
			<TierMark halfSteps={toHalfSteps}>{tier(toHalfSteps)}</TierMark>
		</span>
	)
}
