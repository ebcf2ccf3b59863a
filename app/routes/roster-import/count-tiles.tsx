import type { RosterCounts } from '#app/domain/roster/roster-plan.ts'
import { countLabels } from '#app/domain/roster/roster-words.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'

/** Who both moves and changes counts in both. */
export function CountTiles({ counts, locale }: { counts: RosterCounts; locale: string }) {
	return (
		<Stats label="Counts">
			{Object.entries(countLabels).map(([name, label]) => (
				<Stat
					key={name}
					label={label}
					value={formatNumber(counts[name as keyof typeof countLabels], locale)}
				/>
			))}
		</Stats>
	)
}
