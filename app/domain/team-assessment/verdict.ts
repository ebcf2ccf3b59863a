/** How a team stands to a check. */
export const verdicts = ['met', 'partly', 'not', 'not_applicable'] as const
export type Verdict = (typeof verdicts)[number]

export const verdictWords: Record<Verdict, string> = {
	met: 'Met',
	partly: 'Partly',
	not: 'Not met',
	not_applicable: 'Does not apply',
}
