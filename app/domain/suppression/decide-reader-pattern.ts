import type { Pattern } from './pattern.ts'
import type { FrozenPeople } from './standings.ts'
import { decideInSteps, type EarlierSnapshot } from './decide-pattern.ts'

/** A snapshot with whom the reader sees in it, and the pattern that was stored for readers who see nobody. */
export type StoredSnapshot = FrozenPeople & { readonly stored: Pattern }

/** How an earlier snapshot is set beside this one. */
type Beside = (before: StoredSnapshot) => StoredSnapshot

/**
 * What a reader who sees some people individually is shown: the stored pattern, less the cells that say too much of the
 * others to somebody who knows these, and every cell in which the reader sees everybody who counts.
 *
 * Of earlier snapshots the reader was shown at most what is safe in each by itself. That much is taken as known here, so a
 * decision needs those of a year and not, through them, all that came before.
 *
 * @param sides `flowSides` of the flows that were shown before
 * @param beside where values of the two cycles are not taken as they are, as of metrics
 */
export function* decideReaderInSteps(
	snapshot: StoredSnapshot,
	earlier: readonly StoredSnapshot[],
	beside: Beside = (before) => before,
	sides: readonly EarlierSnapshot[] = [],
): Generator<void, Pattern> {
	const known: EarlierSnapshot[] = []
	for (const before of earlier) {
		known.push({
			...beside(before),
			pattern: yield* decideInSteps({ ...limitsOf(before), snapshot: before, earlier: [] }),
		})
	}
	return yield* decideInSteps({ ...limitsOf(snapshot), snapshot, earlier: [...known, ...sides] })
}

/** Of groups without anybody whom the reader sees everything is decided as it was for the stored pattern. */
const limitsOf = ({ stored }: StoredSnapshot) => ({ k: stored.k, allowance: 1, within: stored })
