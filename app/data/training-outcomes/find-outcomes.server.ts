import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { PublishedSnapshot } from '#app/data/list-published-snapshots.server.ts'
import { listReadableSnapshots } from '#app/data/list-readable-snapshots.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import type { TrainingOutcomes } from './read-training-outcomes.server.ts'
import { readTrainingOutcomes } from './read-training-outcomes.server.ts'

export type FoundOutcomes = {
	before: PublishedSnapshot
	after: PublishedSnapshot
	/** Of each published cycle the newest version, newest first. */
	cycles: PublishedSnapshot[]
	/** By which the earlier cycle was asked. */
	rubric: Rubric
	outcomes: TrainingOutcomes
}

/**
 * What came of training by a cycle and the one before it, as an address names it: the one reading of it for the page and its
 * export. `nothing`: there are not two to compare. Null: there is no such cycle, or the person may not read it.
 *
 * @param of.cycle the later of the two, by name or id; without it the newest
 */
export async function findOutcomes(
	scope: AccountScope,
	person: Person,
	{ cycle }: { cycle: string | undefined },
): Promise<FoundOutcomes | { kind: 'nothing'; only: string | null } | null> {
	const snapshots = await listReadableSnapshots(scope, person)
	const cycles = snapshots.filter(
		({ cycleId }, i) => snapshots.findIndex((one) => one.cycleId === cycleId) === i,
	)
	const asked = cycle ?? cycles[0]?.cycleName
	const index = cycles.findIndex(({ cycleName, cycleId }) => cycleName === asked || cycleId === asked)
	if (index < 0 && cycle !== undefined) return null
	const after = cycles[index]
	const before = cycles[index + 1]
	if (!after || !before) return { kind: 'nothing', only: after?.cycleName ?? null }
	const outcomes = await readTrainingOutcomes(scope, person, { before, after })
	return outcomes && { before, after, cycles, rubric: await readRubric(scope, before), outcomes }
}
