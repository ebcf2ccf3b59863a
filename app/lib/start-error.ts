/**
 * Something outside the program keeps it from starting, and the person who
 * starts it can do something about it: shown as one message, without a stack.
 */
export class StartError extends Error {
	readonly exitCode: number

	constructor(message: string, exitCode = 1) {
		super(message)
		this.name = 'StartError'
		this.exitCode = exitCode
	}
}

/** Also knows the errors of the bundle, which has a class of its own. */
export function isStartError(error: unknown): error is StartError {
	return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number'
}
