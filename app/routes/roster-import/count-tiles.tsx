import type { RosterCounts } from '#app/domain/roster/roster-plan.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'

/** Who both moves and changes counts in both. */
export function CountTiles({ counts, locale }: { counts: RosterCounts; locale: string }) {
	const number = (value: number) => formatNumber(value, locale)
	const { added, changed, moved, left, returned, unchanged, refusedRows, rows } = counts
	return (
		<Stats label="Counts">
			<Stat label="Added" value={number(added)} note="new to Contour" />
			<Stat label="Changed" value={number(changed)} note={`${number(unchanged)} stay as they are`} />
			<Stat label="Moved" value={number(moved)} note="to another team or manager" />
			<Stat
				label="Marked left"
				value={number(left)}
				note={returned > 0 && `${number(returned)} back again`}
			/>
			<Stat label="Refused" value={number(refusedRows)} note={`of ${number(rows)} rows`} />
		</Stats>
	)
}
