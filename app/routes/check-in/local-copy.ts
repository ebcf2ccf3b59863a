import type { FormValues } from './form-values.ts'

/** What this device keeps until it is saved, so that a lost connection loses nothing. */
export type LocalCopy = { values: FormValues; keptAt: string }

/** Browsers may refuse storage (private windows, full disks); the form works without it. */
function attempt<T>(run: () => T, otherwise: T): T {
	try {
		return run()
	} catch {
		return otherwise
	}
}

export function keepLocalCopy(key: string, values: FormValues): void {
	const copy: LocalCopy = { values, keptAt: new Date().toISOString() }
	attempt(() => localStorage.setItem(key, JSON.stringify(copy)), undefined)
}

export function dropLocalCopy(key: string): void {
	attempt(() => localStorage.removeItem(key), undefined)
}

/** Null where there is none, or one of other questions. */
export function readLocalCopy(key: string, questionKeys: readonly string[]): LocalCopy | null {
	return attempt(() => {
		const copy = JSON.parse(localStorage.getItem(key) ?? 'null') as LocalCopy | null
		if (!copy) return null
		const keys = copy.values.answers.map(({ questionKey }) => questionKey)
		if (keys.join() !== questionKeys.join()) return null
		// What was kept before the form had this field has none of it.
		return { ...copy, values: { ...copy.values, whatChanged: copy.values.whatChanged ?? '' } }
	}, null)
}
