type Watcher = () => void

/** Who waits for news of which job, in this process. */
const watchers = new Map<string, Set<Watcher>>()
const ends = new Set<Watcher>()

/** Calls `onChange` whenever a job may have changed, and `onEnd` when this process stops. Returns how to stop it. */
export function watchJob(jobId: string, onChange: Watcher, onEnd: Watcher): () => void {
	const own = watchers.get(jobId) ?? new Set()
	watchers.set(jobId, own.add(onChange))
	ends.add(onEnd)
	return () => {
		own.delete(onChange)
		if (own.size === 0) watchers.delete(jobId)
		ends.delete(onEnd)
	}
}

export function tellWatchers(jobId: string): void {
	for (const watcher of watchers.get(jobId) ?? []) watcher()
}

/** After a time in which news may have been missed. */
export function tellAllWatchers(): void {
	for (const jobId of watchers.keys()) tellWatchers(jobId)
}

/** Ends every stream, so that no request is left open. */
export function endWatching(): void {
	for (const end of [...ends]) end()
}
