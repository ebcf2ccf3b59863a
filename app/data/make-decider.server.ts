/**
 * Takes each decision once for the last that were asked for, by everything that it hangs on: who asks while one is being taken waits
 * for the same one. One that broke is taken anew. The least recently asked for goes first.
 *
 * @param most as many as a process keeps
 */
export function makeDecider<Decision>(
	most: number,
): (key: string, decide: () => Promise<Decision>) => Promise<Decision> {
	const decided = new Map<string, Promise<Decision>>()
	return (key, decide) => {
		const decision = decided.get(key) ?? decide()
		// The newest last, so that the first is the one that was used longest ago.
		decided.delete(key)
		decided.set(key, decision)
		decision.catch(() => decided.delete(key))
		if (decided.size > most) decided.delete(decided.keys().next().value ?? '')
		return decision
	}
}
