import type { ReactNode } from 'react'
import { cx } from './cx.ts'

/** 1 (tier 0.5) to 6 (tier 3). */
export type TierHalfSteps = 1 | 2 | 3 | 4 | 5 | 6

const cellStyle = (halfSteps: number) => {
	const step = Math.min(6, Math.max(1, Math.round(halfSteps)))
	return { backgroundColor: `var(--tier-${step})`, color: `var(--tier-ink-${step})` }
}

/**
 * A small square in the colour of a tier, the tier printed in it.
 * @param halfSteps 1 (tier 0.5) to 6 (tier 3)
 * @param children the tier as text in the account's locale, '1.5'; without it the square is mere decoration
 */
export function TierMark({ halfSteps, children }: { halfSteps: number; children?: ReactNode }) {
	return (
		<span
			aria-hidden={children === undefined || undefined}
			style={cellStyle(halfSteps)}
			className={cx(
				'tier-mark inline-grid shrink-0 place-items-center rounded-sm text-xs font-semibold tabular-nums ring-1 ring-(--cell-edge) ring-inset',
				children === undefined ? 'size-3.5' : 'h-6 min-w-8 px-1.5',
			)}
		>
			{children}
		</span>
	)
}

/**
 * A tier with its name: a coloured mark and '1.5 · AI-Building'.
 * @param tier the tier as text in the account's locale
 */
export function TierBadge({
	halfSteps,
	tier,
	name,
}: {
	halfSteps: number
	tier: ReactNode
	name?: ReactNode
}) {
	return (
		<span className="inline-flex max-w-full items-center gap-2">
			<TierMark halfSteps={halfSteps}>{tier}</TierMark>
			{name && <span className="min-w-0 text-sm">{name}</span>}
		</span>
	)
}
