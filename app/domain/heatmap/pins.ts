const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const most = 20

/** The rows that an address pins. What is no id is left out. */
export function readPins(text: string): string[] {
	const ids = text.toLowerCase().split(',')
	return [...new Set(ids.filter((id) => guid.test(id)))].slice(0, most)
}

/** The same with one row pinned, or let go where it is. */
export function togglePin(text: string, id: string): string {
	const pinned = readPins(text)
	return (pinned.includes(id) ? pinned.filter((one) => one !== id) : [...pinned, id]).join()
}
