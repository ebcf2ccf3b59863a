import type { CSSProperties } from 'react'
import { formatNumber, formatTier } from '#app/ui/format.tsx'
import type { MapPage } from './read-map.server.ts'

/** The scale as a climb: a step for each tier where there is room, a list on a phone. */
export function TierSteps({ tiers, locale }: { tiers: MapPage['tiers']; locale: string }) {
	return (
		<ol className="grid gap-3 lg:grid-cols-6 lg:grid-rows-[auto_auto] lg:gap-x-1 lg:gap-y-3">
			{tiers.map(({ halfSteps, tier, name, kind, definition, stage }) => (
				<li
					key={halfSteps}
					className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-4 lg:row-span-2 lg:grid-cols-1 lg:grid-rows-subgrid"
				>
					<div
						style={
							{
								'--rise': `${halfSteps * 1.25 + 1.25}rem`,
								backgroundColor: `var(--tier-${halfSteps})`,
								color: `var(--tier-ink-${halfSteps})`,
							} as CSSProperties
						}
						className="tier-mark grid h-9 place-items-center self-start rounded-sm text-sm font-semibold tabular-nums ring-1 ring-(--cell-edge) ring-inset lg:h-(--rise) lg:place-items-end lg:self-end lg:justify-items-start lg:rounded-b-none lg:px-3 lg:py-2 lg:text-lg"
					>
						<span>
							<span className="sr-only">Tier </span>
							{formatTier(tier, locale)}
						</span>
					</div>
					<div className="flex min-w-0 flex-col gap-1 text-sm lg:pe-4">
						<p className="font-semibold">{name}</p>
						<p className="text-muted">{kind === 'level' ? `Level ${formatNumber(tier, locale)}` : stage}</p>
						{definition && <p className="max-w-prose">{definition}</p>}
					</div>
				</li>
			))}
		</ol>
	)
}
