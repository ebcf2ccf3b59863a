import { Equal, StretchHorizontal, TriangleAlert } from 'lucide-react'
import type { Compared } from '#app/domain/check-in/compare-raters.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { Badge } from '#app/ui/badge.tsx'
import { formatTier } from '#app/ui/format.tsx'

/** How far two answers are apart, in words and with a glyph; a whole tier or more stands out. */
export function Difference({
	compared: { difference, wholeTierApart },
	locale,
}: {
	compared: Compared
	locale: string
}) {
	if (difference === null) return null
	if (difference === 0) return <Badge icon={Equal}>Same answer</Badge>
	const tiers = tierOf(Math.abs(difference))
	return (
		<Badge
			tone={wholeTierApart ? 'late' : 'outline'}
			icon={wholeTierApart ? TriangleAlert : StretchHorizontal}
		>
			{tiers === 0.5
				? 'Half a tier apart'
				: tiers === 1
					? 'A whole tier apart'
					: `${formatTier(tiers, locale)} tiers apart`}
		</Badge>
	)
}
