import type { TakeBytes } from './sheet.ts'

/** Hands small pieces on together. */
export function gatherBytes(
	take: TakeBytes,
	least = 64 * 1024,
): { take: TakeBytes; flush: () => Promise<void> } {
	let waiting: Uint8Array[] = []
	let size = 0
	const flush = async () => {
		if (size === 0) return
		const all = waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting)
		waiting = []
		size = 0
		await take(all)
	}
	return {
		async take(bytes) {
			waiting.push(bytes)
			size += bytes.length
			if (size >= least) await flush()
		},
		flush,
	}
}
