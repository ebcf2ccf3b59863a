/** What the palette finds in an account. */
export type FoundPlaces = {
	/** The text that was searched, as it was sent. */
	q: string
	groups: { title: string; places: { href: string; label: string; note?: string | undefined }[] }[]
}
