import { ArrowDown, ArrowUp, Equal } from 'lucide-react'
import { Badge } from './badge.tsx'
import { formatTier } from './format.tsx'

type Props = {
	/** In tiers, not half-steps; null where nothing is chosen yet. */
	tier: number | null
	previous: { tier: number; cycleName: string }
	locale: string
}

/** What was agreed last time, and whether what is chosen now is another. */
export function SinceLast({ tier, previous, locale }: Props) {
	const change = tier === null ? null : tier - previous.tier
	return (
		<span className="flex flex-wrap items-center gap-x-2 gap-y-1">
			<span>
				Agreed in <bdi>{previous.cycleName}</bdi>: tier {formatTier(previous.tier, locale)}.
			</span>
			{change === 0 && <Badge icon={Equal}>Unchanged</Badge>}
			{change !== null && change !== 0 && (
				<Badge tone="accent" icon={change > 0 ? ArrowUp : ArrowDown}>
					Changed: {formatTier(Math.abs(change), locale)} {change > 0 ? 'higher' : 'lower'}
				</Badge>
			)}
		</span>
	)
}
