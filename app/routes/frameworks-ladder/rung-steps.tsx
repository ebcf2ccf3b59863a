import type { CSSProperties } from 'react'
import type { AgenticEngineeringLadder } from '#app/domain/framework/agentic-engineering-ladder.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { lensStyle } from '#app/ui/lens-mark.tsx'

/** The ladder at a glance: a step for each rung where there is room, a list on a phone. */
export function RungSteps({ rungs, locale }: { rungs: AgenticEngineeringLadder['rungs']; locale: string }) {
	return (
		<ol className="grid gap-3 lg:grid-cols-6 lg:items-end lg:gap-x-1">
			{rungs.map(({ rung, key, name }) => (
				<li
					key={key}
					className="grid grid-cols-[3rem_minmax(0,1fr)] items-center gap-4 lg:grid-cols-1 lg:gap-2"
				>
					<div
						style={{ '--rise': `${rung * 1.25 + 1.25}rem`, ...lensStyle(rung) } as CSSProperties}
						className="tier-mark grid h-9 place-items-center rounded-sm text-sm font-semibold tabular-nums ring-1 ring-(--cell-edge) ring-inset lg:h-(--rise) lg:place-items-end lg:justify-items-start lg:px-3 lg:py-2 lg:text-lg"
					>
						<span>
							<span className="sr-only">Rung </span>
							{formatNumber(rung, locale)}
						</span>
					</div>
					<a href={`#rung-${rung}`} className="link inline-flex min-h-6 items-center text-sm font-medium">
						{name}
					</a>
				</li>
			))}
		</ol>
	)
}
