import { useState } from 'react'

/**
 * The id of a form that begins anew with each version of what it edits. While a refusal of it is shown the id stays, though the
 * page was read anew: with another one conform would forget what was typed and what was wrong with it.
 *
 * @param id of what is edited in its version
 * @param isRefused whether the page shows a refusal of this form
 */
export function useFormId(id: string, isRefused: boolean): string {
	const [kept, setKept] = useState(id)
	if (isRefused || kept === id) return kept
	setKept(id)
	return id
}
