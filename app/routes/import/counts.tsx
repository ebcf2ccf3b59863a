import type { ImportCounts } from '#app/domain/import/import-outcome.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'

/** Values but for what is refused, which are rows. */
export function Counts({ counts, locale }: { counts: ImportCounts; locale: string }) {
	const number = (value: number) => formatNumber(value, locale)
	const { rows, added, changed, unchanged, refused, erased } = counts
	return (
		<Stats label="Counts">
			<Stat label="Added" value={number(added)} note="values new to Contour" />
			<Stat label="Changed" value={number(changed)} note="what stood there is kept for undoing" />
			<Stat label="Unchanged" value={number(unchanged)} note="stand there already" />
			<Stat
				label="Refused"
				value={number(refused)}
				note={`of ${number(rows)} ${rows === 1 ? 'row' : 'rows'}`}
			/>
			{erased > 0 && (
				<Stat label="Passed over" value={number(erased)} note="rows of people who were erased" />
			)}
		</Stats>
	)
}
