export type Readers = {
	readonly cycleName: string | null
	readonly rater: string | null
	readonly above: readonly string[]
	readonly hr: readonly string[]
	readonly executives: readonly string[]
}

export type ReaderSentence = {
	key: 'rater' | 'above' | 'hr' | 'executives' | 'owners' | 'earlier'
	/** By name; none where the sentence speaks of a role alone. */
	names: readonly string[]
	/** What follows the names. */
	text: string
}

/** Names of a sentence before the rest is counted. */
const most = 6

/**
 * Who sees what of a person, in sentences that are true of that person: rights of section 3 and the blindness of measuring
 * rule 3 in words.
 *
 * @param of.whose 'your' or the name with its apostrophe
 * @param of.k people in the smallest group that is shown to who sees no individuals
 */
export function describeReaders(readers: Readers, of: { whose: string; k: number }): ReaderSentence[] {
	const { cycleName, rater, above, hr, executives } = readers
	const { whose, k } = of
	const groups = `what is published in groups of ${k} or more, and never one person.`
	const sentences: ReaderSentence[] = [
		...(cycleName === null
			? []
			: [
					rater === null
						? {
								key: 'rater' as const,
								names: [],
								text: `Nobody can give the manager’s side in ${cycleName} at present.`,
							}
						: {
								key: 'rater' as const,
								names: [rater],
								text: `gives the manager’s side in ${cycleName}, and sees ${whose} answers with evidence and note once both sides are in or the review is over. A draft is its writer’s alone.`,
							},
				]),
		...(above.length > 0
			? [
					{
						key: 'above' as const,
						names: capped(above),
						text: `${above.length === 1 ? 'stands' : 'stand'} further up in ${cycleName}: the agreed answers and the tier; in a calibration also what each side answered, with its evidence, once both sides are in. Never the notes.`,
					},
				]
			: []),
		{
			key: 'hr',
			names: capped(hr),
			text:
				hr.length === 0
					? 'Nobody else works for HR here at present.'
					: `${hr.length === 1 ? 'works' : 'work'} for HR: tiers, answers and evidence once both sides are in or the review is over, never the notes.`,
		},
		...(executives.length > 0
			? [
					{
						key: 'executives' as const,
						names: capped(executives),
						text: `${executives.length === 1 ? 'sees, as executive,' : 'see, as executives,'} ${groups}`,
					},
				]
			: []),
		{ key: 'owners', names: [], text: `Owners and admins, as such, see ${groups}` },
		{
			key: 'earlier',
			names: [],
			text: 'Each cycle keeps the line it opened with: who was manager then still sees that cycle, and who becomes manager later does not.',
		},
	]
	return sentences
}

function capped(names: readonly string[]): string[] {
	const rest = names.length - most
	return rest > 0 ? [...names.slice(0, most), `${rest} more`] : [...names]
}
