/** Why something could not be done, for machines. The list is closed: a new code needs a status beside it. */
export const statusOfCode = {
	invalid: 400,
	'not-found': 404,
	conflict: 409,
	gone: 410,
	'too-large': 413,
	'too-many': 429,
	unavailable: 503,
	full: 507,
} as const

export type AppErrorCode = keyof typeof statusOfCode

/**
 * Something is wrong that no caller expects. Expected refusals are returned as data instead. The message is for the log:
 * people see the words of the code.
 */
export class AppError extends Error {
	readonly code: AppErrorCode

	constructor(code: AppErrorCode, message: string, options?: ErrorOptions) {
		super(message, options)
		this.name = 'AppError'
		this.code = code
	}
}
