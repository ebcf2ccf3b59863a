/** Class names joined, the absent ones left out. */
export function cx(...names: (string | false | null | undefined)[]): string {
	return names.filter(Boolean).join(' ')
}
