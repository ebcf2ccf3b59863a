/** Disjoint sets of the numbers 0 to size-1. */
export type UnionFind = {
	readonly find: (member: number) => number
	/** Joins two sets and says whether they were apart. */
	readonly join: (one: number, other: number) => boolean
}

export function unionFind(size: number): UnionFind {
	const parents = new Int32Array(size)
	for (let index = 0; index < size; index++) parents[index] = index
	function find(member: number): number {
		let root = member
		for (let up = parents[root] ?? root; up !== root; up = parents[root] ?? root) root = up
		while (member !== root) {
			const up = parents[member] ?? root
			parents[member] = root
			member = up
		}
		return root
	}
	function join(one: number, other: number): boolean {
		const a = find(one)
		const b = find(other)
		if (a !== b) parents[b] = a
		return a !== b
	}
	return { find, join }
}
