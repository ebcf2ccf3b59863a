/** Pages take this module along to the browser, so it has no schema. */
export const rubricLimits = { minQuestions: 2, maxQuestions: 7, maxFamilies: 40 } as const

/** How long each text may be, in characters: an option is read at a glance, on a phone. */
export const rubricLengths = {
	title: 120,
	description: 600,
	familyName: 60,
	question: 200,
	hint: 240,
	option: 240,
	shareOf: 120,
} as const

/** A draft keeps texts that are too long, so that nothing is lost while it is written; this is far above all of them. */
export const longestDraftText = 2000

/** Bytes of a file: seven questions for each of forty families, with texts of full length, take about two thirds. */
export const mostRubricBytes = 900 * 1024

/** The most problems of a file that are listed: who has more of them has another kind of file. */
export const mostFileProblems = 100
