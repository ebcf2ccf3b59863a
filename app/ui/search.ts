/**
 * The query string with some parameters changed, `null` taking one away. The others stay as they are, so a
 * link that sorts keeps the filter.
 * @returns a search that starts with `?`, also when it is empty: a link to `?` clears everything.
 */
export function changeSearch(
	search: string | URLSearchParams,
	changes: Record<string, string | number | null>,
): string {
	const params = new URLSearchParams(search)
	for (const [name, value] of Object.entries(changes)) {
		if (value === null) params.delete(name)
		else params.set(name, String(value))
	}
	return `?${params}`
}
