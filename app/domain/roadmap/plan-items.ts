import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { RoadmapItem } from './item.ts'
import { isOpen } from './item.ts'
import { itemKinds, itemStates } from './item.ts'
import type { ItemKind, ItemState } from './item.ts'
import type { PhaseKey } from './phase.ts'
import { phaseKeys } from './phase.ts'

type Item = RoadmapItem & { ownerName: string | null; position: number }

/** The day that an item has is over, and it is open. */
export function isOverdue({ state, dueOn }: Pick<RoadmapItem, 'state' | 'dueOn'>, today: Day): boolean {
	return isOpen({ state }) && dueOn !== null && dueOn < today
}

type Filter = {
	q: string
	phase: PhaseKey | ''
	kind: ItemKind | ''
	state: ItemState | 'open' | 'overdue' | ''
	sort: 'phase' | 'text' | 'kind' | 'state' | 'owner' | 'dueOn' | 'weight'
	order: 'asc' | 'desc'
}

/** The items of a plan that match, in order; of equal ones as the board has them. What has no day or no owner comes last. */
export function selectItems<One extends Item>(
	items: readonly One[],
	filter: Filter,
	{ today, compare }: { today: Day; compare: (a: string, b: string) => number },
): One[] {
	const q = filter.q.toLowerCase()
	const isIn = (item: One) => {
		if (filter.state === 'open') return isOpen(item)
		if (filter.state === 'overdue') return isOverdue(item, today)
		return filter.state === '' || item.state === filter.state
	}
	const onBoard = (a: One, b: One) =>
		phaseKeys.indexOf(a.phase) - phaseKeys.indexOf(b.phase) || a.position - b.position
	const sign = filter.order === 'desc' ? -1 : 1
	const last = (a: string | null, b: string | null) =>
		a === null || b === null ? Number(a === null) - Number(b === null) : sign * compare(a, b)
	const by: Record<Filter['sort'], (a: One, b: One) => number> = {
		phase: (a, b) => sign * (phaseKeys.indexOf(a.phase) - phaseKeys.indexOf(b.phase)),
		text: (a, b) => sign * compare(a.text, b.text),
		kind: (a, b) => sign * (itemKinds.indexOf(a.kind) - itemKinds.indexOf(b.kind)),
		state: (a, b) => sign * (itemStates.indexOf(a.state) - itemStates.indexOf(b.state)),
		owner: (a, b) => last(a.ownerName, b.ownerName),
		dueOn: (a, b) => last(a.dueOn, b.dueOn),
		weight: (a, b) => sign * (a.weight - b.weight),
	}
	return items
		.filter(
			(item) =>
				(filter.phase === '' || item.phase === filter.phase) &&
				(filter.kind === '' || item.kind === filter.kind) &&
				isIn(item) &&
				`${item.text}\n${item.ownerName ?? ''}`.toLowerCase().includes(q),
		)
		.toSorted((a, b) => by[filter.sort](a, b) || onBoard(a, b))
}
