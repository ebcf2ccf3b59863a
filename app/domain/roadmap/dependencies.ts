import type { RoadmapItem } from './item.ts'
import { isOpen } from './item.ts'

/** An item that waits for another one of its plan. */
export type Dependency = { itemId: string; dependsOnId: string }

/**
 * A loop among dependencies: the items on it, each waiting for the next and the last for the first; null where there is none. The
 * same edges in the same order give the same loop.
 */
export function findCycle(edges: readonly Dependency[]): string[] | null {
	const next = new Map<string, string[]>()
	for (const { itemId, dependsOnId } of edges) {
		const known = next.get(itemId)
		if (known) known.push(dependsOnId)
		else next.set(itemId, [dependsOnId])
	}
	const finished = new Set<string>()
	for (const root of next.keys()) {
		const path: { id: string; at: number }[] = []
		const onPath = new Map<string, number>()
		const enter = (id: string) => {
			onPath.set(id, path.length)
			path.push({ id, at: 0 })
		}
		if (!finished.has(root)) enter(root)
		for (let step = path.at(-1); step; step = path.at(-1)) {
			const to = next.get(step.id)?.[step.at++]
			if (to === undefined) {
				finished.add(step.id)
				onPath.delete(step.id)
				path.pop()
				continue
			}
			const loopsTo = onPath.get(to)
			if (loopsTo !== undefined) return path.slice(loopsTo).map(({ id }) => id)
			if (!finished.has(to)) enter(to)
		}
	}
	return null
}

/** What an item still waits for: what it depends on directly and is neither done nor dropped, in the order of the items. */
export function openDependencies<Item extends Pick<RoadmapItem, 'id' | 'state'>>(
	item: Pick<RoadmapItem, 'id'>,
	edges: readonly Dependency[],
	items: readonly Item[],
): Item[] {
	const waitsFor = new Set(
		edges.flatMap(({ itemId, dependsOnId }) => (itemId === item.id ? [dependsOnId] : [])),
	)
	return items.filter((one) => waitsFor.has(one.id) && isOpen(one))
}
