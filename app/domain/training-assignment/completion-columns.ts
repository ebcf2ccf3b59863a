/**
 * The columns of a file of completions. Their names stay.
 *
 * - `employee id`, `email`: who it was; one of them is enough. Files of training needs call them `member_external_id` and
 *   `member_email`
 * - `topic`: the key of a topic, or its title where only one has it
 * - `done on`: the day, best as YYYY-MM-DD
 */
export const completionColumnNames = ['employee id', 'email', 'topic', 'done on'] as const
export type CompletionColumn = (typeof completionColumnNames)[number]

const otherNames = new Map<string, CompletionColumn>([
	['e mail', 'email'],
	['member email', 'email'],
	['member external id', 'employee id'],
])

/** Which column a header means, however its words are joined; undefined for one that means nothing here. */
export function findCompletionColumn(header: string): CompletionColumn | undefined {
	const words = header.toLowerCase().replaceAll(/[\s_-]+/g, ' ')
	return completionColumnNames.find((one) => one === words) ?? otherNames.get(words)
}

/** What a file of completions may hold at most. */
export const completionFileLimits = { rows: 20_000, bytes: 4 * 1024 * 1024 }
