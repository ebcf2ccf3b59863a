/** Spread on each link of a list through which j and k lead, such as the check-ins to do. */
export const reviewItem = { 'data-review-item': '' } as const

/**
 * Moves the focus one item on in the list of the page; on a page about one item, goes to the neighbour that it links to.
 */
export function moveInReviewList(by: 1 | -1): void {
	const items = [...document.querySelectorAll<HTMLElement>('main [data-review-item]')].filter(
		(item) => item.offsetParent !== null,
	)
	if (items.length === 0) {
		document.querySelector<HTMLAnchorElement>(`main a[rel="${by === 1 ? 'next' : 'prev'}"]`)?.click()
		return
	}
	const now = items.indexOf(document.activeElement as HTMLElement)
	const to = now === -1 ? (by === 1 ? 0 : items.length - 1) : now + by
	items[to]?.focus()
}

/** @returns whether the page has a search to take the focus. */
export function focusSearch(): boolean {
	const field = document.querySelector<HTMLInputElement>('main input[type="search"]')
	field?.focus()
	field?.select()
	return field !== null
}
