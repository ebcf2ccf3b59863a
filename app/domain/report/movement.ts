import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { isHalfSteps } from '#app/domain/tier/tier.ts'

/** People by where they stood in the cycle before and where they stand now; null: without a result. */
export type Flow = { from: HalfSteps | null; to: HalfSteps | null; people: number }

/** What moved in one group, from the flow that its snapshot keeps. */
export type Movement = {
	/** With a result in both cycles. */
	compared: number
	up: number
	same: number
	down: number
	/** Without a result in the cycle before. */
	joined: number
	/** Without a result now. */
	gone: number
	flows: Flow[]
}

/** A flow is stored as ten times the half-steps before and the half-steps now, 0 for no result. */
export function readFlow({ value, people }: { value: number; people: number }): Flow {
	const [from, to] = [Math.floor(value / 10), value % 10]
	return { from: isHalfSteps(from) ? from : null, to: isHalfSteps(to) ? to : null, people }
}

export function summarizeMovement(flows: readonly Flow[]): Movement {
	const sum = (holds: (flow: Flow) => boolean) =>
		flows.filter(holds).reduce((people, flow) => people + flow.people, 0)
	const step = ({ from, to }: Flow) => (from === null || to === null ? null : Math.sign(to - from))
	const [up, same, down] = [1, 0, -1].map((direction) => sum((flow) => step(flow) === direction))
	return {
		compared: sum((flow) => step(flow) !== null),
		up: up ?? 0,
		same: same ?? 0,
		down: down ?? 0,
		joined: sum(({ from }) => from === null),
		gone: sum(({ to }) => to === null),
		flows: addUp(flows),
	}
}

/** Flows of several families as one each, lowest first; nobody in particular is left out. */
function addUp(flows: readonly Flow[]): Flow[] {
	const groups = Map.groupBy(flows, ({ from, to }) => `${from ?? 0} ${to ?? 0}`)
	return [...groups.values()]
		.flatMap((group) => {
			const [first] = group
			return first ? [{ ...first, people: group.reduce((sum, { people }) => sum + people, 0) }] : []
		})
		.filter(({ people }) => people > 0)
		.toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0) || (a.to ?? 0) - (b.to ?? 0))
}
