import type { CSSProperties } from 'react'
import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { lensStyle, levelStop } from '#app/ui/lens-mark.tsx'
import { Bullets } from '#app/ui/reading.tsx'

/** The levels as a climb: a step for each where there is room, a list on a phone. */
export function LevelSteps({ levels, locale }: { levels: FiveAiCodingLevels['levels']; locale: string }) {
	return (
		<ol className="grid gap-6 xl:grid-cols-5 xl:grid-rows-[repeat(4,auto)] xl:gap-x-1 xl:gap-y-3">
			{levels.map(({ level, key, name, definition, signs }) => (
				<li
					key={key}
					id={`level-${level}`}
					className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-4 gap-y-2 xl:row-span-4 xl:grid-cols-1 xl:grid-rows-subgrid"
				>
					<div
						style={{ '--rise': `${level * 1.25 + 1.25}rem`, ...lensStyle(levelStop(level)) } as CSSProperties}
						className="tier-mark row-span-3 grid h-9 place-items-center self-start rounded-sm text-sm font-semibold tabular-nums ring-1 ring-(--cell-edge) ring-inset xl:row-span-1 xl:h-(--rise) xl:place-items-end xl:self-end xl:justify-items-start xl:rounded-b-none xl:px-3 xl:py-2 xl:text-lg"
					>
						<span>
							<span className="sr-only">AI coding level </span>
							{formatNumber(level, locale)}
						</span>
					</div>
					<h3 className="text-base max-xl:pt-1.5 xl:pe-4">{name}</h3>
					<p className="max-w-prose text-sm xl:pe-4">{definition}</p>
					<div className="xl:pe-4">
						<Bullets items={signs} />
					</div>
				</li>
			))}
		</ol>
	)
}
