/**
 * The columns of the catalogue as a file, going out and coming in. Their names and their order stay.
 *
 * - `key`: what an entry is found by again
 * - `hours`, `cost`: with a decimal point going out; a decimal comma is understood
 * - `families`: keys or names of role families, with semicolons between; empty for everybody
 * - `steps`: question and the tier where the step begins, such as `design.produce:1.5`, with semicolons between
 * - `archived`: `yes` or `no`
 */
export const topicColumnNames = [
	'key',
	'title',
	'kind',
	'hours',
	'cost',
	'currency',
	'provider',
	'link',
	'capacity',
	'families',
	'steps',
	'description',
	'archived',
] as const
export type TopicColumn = (typeof topicColumnNames)[number]

/** What a file of topics may hold at most. */
export const topicFileLimits = { rows: 5000, bytes: 4 * 1024 * 1024 }
