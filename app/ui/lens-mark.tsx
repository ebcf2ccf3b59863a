import { formatNumber } from './format.tsx'

/** 1 to 6 on the ramp of the lenses that are not tiers. */
export const lensStyle = (stop: number) => ({
	backgroundColor: `var(--lens-${stop})`,
	color: `var(--lens-ink-${stop})`,
})

/** The five AI coding levels take the upper stops, so that the first is told from an empty cell. */
export const levelStop = (level: number) => level + 1

/** A small square with the number of a level or a rung; for whoever hears it, with the lens before it. */
export function LensMark({
	lens,
	stop,
	value,
	locale,
}: {
	lens: 'AI coding level' | 'Rung'
	stop: number
	value: number
	locale: string
}) {
	return (
		<span
			style={lensStyle(stop)}
			className="tier-mark inline-grid h-6 min-w-8 shrink-0 place-items-center rounded-sm px-1.5 text-xs font-semibold tabular-nums ring-1 ring-(--cell-edge) ring-inset"
		>
			<span>
				<span className="sr-only">{lens} </span>
				{formatNumber(value, locale)}
			</span>
		</span>
	)
}

/** 'AI coding levels 1, 2': the lens, and a mark for each level. */
export function LevelMarks({ levels, locale }: { levels: readonly number[]; locale: string }) {
	const numbers = new Intl.ListFormat(locale, { type: 'unit' }).format(
		levels.map((level) => formatNumber(level, locale)),
	)
	return (
		<span className="inline-flex flex-wrap items-center gap-2">
			<span>
				{levels.length === 1 ? 'AI coding level' : 'AI coding levels'}
				<span className="sr-only"> {numbers}</span>
			</span>
			<span aria-hidden className="flex gap-1">
				{levels.map((level) => (
					<LensMark
						key={level}
						lens="AI coding level"
						stop={levelStop(level)}
						value={level}
						locale={locale}
					/>
				))}
			</span>
		</span>
	)
}
