type Form = { id: string; allErrors: Record<string, readonly string[]> }

/** Every error of a conform form in its order, each with the id of its control, for the summary above the form. */
export function listFormErrors({ id, allErrors }: Form): { message: string; field?: string }[] {
	return Object.entries(allErrors).flatMap(([name, messages]) =>
		messages.map((message) => (name ? { message, field: `${id}-${name}` } : { message })),
	)
}
