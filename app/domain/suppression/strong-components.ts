/**
 * Strongly connected components of a directed graph of the points 0 to size-1 (Tarjan's algorithm without recursion): for
 * each point the number of its component. Edge `i` leads from `tails[i]` to `heads[i]`.
 */
export function strongComponents(size: number, tails: Int32Array, heads: Int32Array): Int32Array {
	// Edges sorted by tail: those of a point are at starts[point] to starts[point + 1] - 1 of `next`.
	const starts = new Int32Array(size + 1)
	for (const tail of tails) starts[tail + 1] = (starts[tail + 1] ?? 0) + 1
	for (let point = 0; point < size; point++)
		starts[point + 1] = (starts[point + 1] ?? 0) + (starts[point] ?? 0)
	const next = new Int32Array(tails.length)
	const filled = starts.slice()
	for (let edge = 0; edge < tails.length; edge++) {
		const tail = tails[edge] ?? 0
		const position = filled[tail] ?? 0
		next[position] = heads[edge] ?? 0
		filled[tail] = position + 1
	}

	const unknown = -1
	const visited = new Int32Array(size).fill(unknown)
	const lowest = new Int32Array(size)
	const component = new Int32Array(size).fill(unknown)
	const turn = starts.slice()
	const open: number[] = []
	const path: number[] = []
	let visits = 0
	function enter(point: number): void {
		visited[point] = visits
		lowest[point] = visits++
		open.push(point)
		path.push(point)
	}
	function lower(point: number, to: number): void {
		if (to < (lowest[point] ?? 0)) lowest[point] = to
	}
	for (let start = 0; start < size; start++) {
		if (visited[start] !== unknown) continue
		enter(start)
		for (let point = path.at(-1); point !== undefined; point = path.at(-1)) {
			const position = turn[point] ?? 0
			if (position < (starts[point + 1] ?? 0)) {
				turn[point] = position + 1
				const other = next[position] ?? 0
				if (visited[other] === unknown) enter(other)
				else if (component[other] === unknown) lower(point, visited[other] ?? 0)
				continue
			}
			path.pop()
			const above = path.at(-1)
			if (above !== undefined) lower(above, lowest[point] ?? 0)
			if (lowest[point] !== visited[point]) continue
			for (let member = open.pop(); member !== undefined; member = open.pop()) {
				component[member] = point
				if (member === point) break
			}
		}
	}
	return component
}
