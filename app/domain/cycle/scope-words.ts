type Named = readonly { readonly name: string }[]

/** Names of a list before the rest is counted. */
const most = 4

/** Whether a cycle asks only some. */
export function isLimited({ teams, families }: { teams: Named; families: Named }): boolean {
	return teams.length + families.length > 0
}

/** Whom a cycle asks, in words: 'Everybody'; 'Payments and Growth with all teams below, only Engineering'. */
export function describeScope({ teams, families }: { teams: Named; families: Named }): string {
	const parts = [
		teams.length > 0 && `${listNames(teams)} with all teams below`,
		families.length > 0 && `only ${listNames(families)}`,
	].filter((part): part is string => Boolean(part))
	const text = parts.join(', ')
	return text === '' ? 'Everybody' : text.charAt(0).toUpperCase() + text.slice(1)
}

function listNames(all: Named): string {
	const names = all.slice(0, most).map(({ name }) => name)
	const rest = all.length - names.length
	return new Intl.ListFormat('en').format(rest > 0 ? [...names, `${rest} more`] : names)
}
