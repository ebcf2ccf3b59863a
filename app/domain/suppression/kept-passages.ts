/** Of some people, by number, in one cycle: group (below 0 for none), tier in half-steps, and 1 for whom the reader sees. */
export type Standing = {
	readonly groups: Int32Array
	readonly tiers: Uint8Array
	readonly seen: Uint8Array
}

/** Whether everybody who passed from the same shown group to the same shown group as somebody has kept their tier. */
export function keptPassages(
	then: Standing | undefined,
	now: Standing | undefined,
): (index: number) => boolean {
	const changed = new Set<number>()
	if (!then || !now || then === now) return () => false
	const passageOf = (index: number) => {
		const [from = -1, to = -1] = [then.groups[index], now.groups[index]]
		return from < 0 || to < 0 ? -1 : from * 2 ** 26 + to
	}
	then.groups.forEach((_, index) => {
		if (then.tiers[index] !== now.tiers[index] && !then.seen[index] && !now.seen[index])
			changed.add(passageOf(index))
	})
	return (index) => passageOf(index) >= 0 && !changed.has(passageOf(index))
}
