/**
 * What the queue keeps of work that failed. Its tables know no account and no row-level security, so it is a code and no text:
 * that of an error may quote what is in a row.
 */
export class QueueFailure extends Error {
	readonly code: string

	constructor(code: unknown) {
		super('Work of the queue failed.')
		this.code = typeof code === 'string' && /^[\dA-Z_]{1,40}$/i.test(code) ? code : 'unknown'
	}

	/** pg-boss stores this in place of the name, the stack and the rest of an error. */
	toJSON(): { code: string } {
		return { code: this.code }
	}
}
