type Entry = { key: string; text: string; figures: readonly string[] }

function walk(value: unknown, visit: (name: string, value: unknown, holder: object) => void): void {
	if (typeof value !== 'object' || value === null) return
	for (const [name, child] of Object.entries(value)) {
		visit(name, child, value)
		walk(child, visit)
	}
}

/** Every key below a framework, in the order in which they stand. */
export function keysOf(framework: object): string[] {
	const keys: string[] = []
	walk(framework, (name, value, holder) => {
		if (name === 'key' && typeof value === 'string' && holder !== framework) keys.push(value)
	})
	return keys
}

/** Every text that has a key and may state figures. */
export function entriesOf(framework: object): Entry[] {
	const entries: Entry[] = []
	walk(framework, (name, value, holder) => {
		if (name === 'figures' && Array.isArray(value) && holder !== framework) entries.push(holder as Entry)
	})
	return entries
}

/** Whatever people read of a framework: all but keys and the words of its structure. */
export function textsOf(framework: object): string[] {
	const structure = new Set(['key', 'lens', 'origin', 'unit', 'qualifier', 'figure', 'part', 'citation'])
	const texts: string[] = []
	walk(framework, (name, value, holder) => {
		const isReference = Array.isArray(holder)
		if (typeof value === 'string' && !structure.has(name) && !isReference) texts.push(value)
	})
	return texts
}
