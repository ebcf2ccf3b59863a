/**
 * Keeps what was counted by everything that it was made of, so that the same key means the same figures: what may still change has
 * its marks in the key. The least recently asked for goes first.
 *
 * @param limits.values how many of them a process keeps at most
 * @param limits.size of all of them together; what alone takes a quarter of it is counted anew each time
 */
export function makeKeeper<Value>(
	limits: { values: number; size: number },
	sizeOf: (value: Value) => number,
): (key: string, count: () => Promise<Value | null>) => Promise<Value | null> {
	const kept = new Map<string, Value>()
	let size = 0
	return async (key, count) => {
		const found = kept.get(key)
		if (found !== undefined) {
			kept.delete(key)
			kept.set(key, found)
			return found
		}
		const value = await count()
		if (value === null || sizeOf(value) > limits.size / 4) return value
		if (!kept.has(key)) {
			kept.set(key, value)
			size += sizeOf(value)
		}
		for (const [oldest, one] of kept) {
			if (kept.size <= limits.values && size <= limits.size) break
			kept.delete(oldest)
			size -= sizeOf(one)
		}
		return value
	}
}
