/** The families to choose from, all of them together first. */
export const familyOptions = (
	families: readonly { id: string; name: string }[],
): { value: string; label: string }[] => [
	{ value: '', label: 'All families' },
	...families.map(({ id, name }) => ({ value: id, label: name })),
]
