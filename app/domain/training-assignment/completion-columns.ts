/**
 * The columns of a file of completions. Their names stay.
 *
 * - `employee id`, `email`: who it was; one of them is enough
 * - `topic`: the key of a topic, or its title where only one has it
 * - `done on`: the day, best as YYYY-MM-DD
 */
export const completionColumnNames = ['employee id', 'email', 'topic', 'done on'] as const
export type CompletionColumn = (typeof completionColumnNames)[number]

/** What a file of completions may hold at most. */
export const completionFileLimits = { rows: 20_000, bytes: 4 * 1024 * 1024 }
