import type { FlowInput } from './decide-flow.ts'
import type { Pattern } from './pattern.ts'
import { decideFlowInSteps } from './decide-flow.ts'
import { decideRoundedFlowInSteps } from './decide-rounded-flow.ts'
import { isOfFlow } from './flow-sides.ts'

/**
 * What a reader who sees groups is shown of a flow: of each family in the account's figures as it is, else in round numbers, else
 * nothing. As columns for the pattern of the snapshot.
 */
export function* decideShownFlowInSteps(input: FlowInput): Generator<void, Pattern['columns']> {
	const { pattern } = input.snapshot
	const cells = pattern.columns.filter((column) => !isOfFlow(column))
	const snapshotWith = (columns: Pattern['columns']) => ({
		...input.snapshot,
		pattern: { ...pattern, columns: [...cells, ...columns] },
	})
	const exact = yield* decideFlowInSteps({ ...input, snapshot: snapshotWith([]) })
	const rounded = yield* decideRoundedFlowInSteps({ ...input, snapshot: snapshotWith(exact) })
	return [...exact, ...rounded]
}
