import { ArrowRight } from 'lucide-react'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'

/** From one tier to the next, half a tier on. */
export function Step({ fromHalfSteps, locale }: { fromHalfSteps: number; locale: string }) {
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	return (
		<span className="inline-flex items-center gap-1 whitespace-nowrap">
			<span className="sr-only">From tier </span>
			<TierMark halfSteps={fromHalfSteps}>{tier(fromHalfSteps)}</TierMark>
			<ArrowRight aria-hidden className="size-3.5 shrink-0 text-muted rtl:-scale-x-100" />
			<span className="sr-only"> to </span>
			<TierMark halfSteps={fromHalfSteps + 1}>{tier(fromHalfSteps + 1)}</TierMark>
		</span>
	)
}
