/** Which lenses a team is marked for. */
export type Marks = {
	buildsProductFeatures: boolean
	/** Null: nobody has said. */
	isEngineering: boolean | null
	isRegulated: boolean
}

/** The same as a form shows it; `proposed` is what it shows for Engineering where nobody has said. */
export type ShownMarks = Marks & { proposed: boolean }

/** The boxes of a team as they were sent. */
export type MarkBoxes = { builds: boolean; engineering: boolean; regulated: boolean }

const letterOf = (value: boolean | null) => (value === null ? '-' : value ? 'y' : 'n')

/** What a form showed of a team, for a hidden field of it, which `shownMarks` reads. */
export const writeShownMarks = (of: ShownMarks): string =>
	[of.buildsProductFeatures, of.isEngineering, of.isRegulated, of.proposed].map(letterOf).join('')

/** The boxes as they stand before somebody changes one. */
export const boxesOf = (shown: ShownMarks): MarkBoxes => ({
	builds: shown.buildsProductFeatures,
	engineering: shown.isEngineering ?? shown.proposed,
	regulated: shown.isRegulated,
})

/**
 * What the boxes of a team ask for; null where that is nothing new. A proposal that is left as it is stays open, unless
 * proposals are accepted by the form.
 */
export function chooseMarks(
	shown: ShownMarks,
	boxes: MarkBoxes,
	{ acceptsProposals }: { acceptsProposals: boolean },
): Marks | null {
	const before = boxesOf(shown)
	const isOpen = shown.isEngineering === null && boxes.engineering === before.engineering
	const accepts = acceptsProposals && shown.proposed
	const marks = {
		buildsProductFeatures: boxes.builds,
		isEngineering: isOpen && !accepts ? null : boxes.engineering,
		isRegulated: boxes.regulated,
	}
	return areSame(marks, shown) ? null : marks
}

export const areSame = (one: Marks, other: Marks): boolean =>
	one.buildsProductFeatures === other.buildsProductFeatures &&
	one.isEngineering === other.isEngineering &&
	one.isRegulated === other.isRegulated
