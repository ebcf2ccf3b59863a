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
