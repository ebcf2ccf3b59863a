import type { PreviousOutcome } from '#app/data/read-previous-outcome.server.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { SinceLast } from '#app/ui/since-last.tsx'

type Props = { previous: PreviousOutcome; tier: HalfSteps | null; locale: string }

/** The tier of the last published cycle beside the one that the answers come to. */
export function PreviousTier({ previous, tier, locale }: Props) {
	return (
		<div className="flex flex-wrap items-center gap-2 text-sm text-muted">
			<SinceLast
				tier={tier && tierOf(tier)}
				previous={{ tier: tierOf(previous.tier), cycleName: previous.cycleName }}
				locale={locale}
			/>
			{previous.isOtherVersion && (
				<span>The questions have changed since then, so only the tier can be compared.</span>
			)}
			{previous.singleRater && <StateBadge state="single-rater" />}
		</div>
	)
}
