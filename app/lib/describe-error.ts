/** An error as it may stand in a log. */
export type DescribedError = {
	type: string
	message: string
	code?: string
	/** Of the database: names of the schema, never what was in the row. */
	table?: string
	constraint?: string
	/** Where it was thrown: lines of the code, without the message. */
	stack?: string[]
	cause?: DescribedError
}

const DEEPEST = 4
const LONGEST = 500

/** What the database and its drivers quote may be a value that a person typed. */
const QUOTED = /"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|\u201c[^\u201d\n]*\u201d/g
const KEY_VALUE = /=\([^)]*\)/g
const EMAIL = /[^\s<>()"',;:=]+@[^\s<>()"',;:=]+/g
/** Tokens, ids and hashes: long words of letters and digits, of which at least one is a digit. */
const SECRET = /(?=[\w-]*\d)[\w-]{16,}/g

/**
 * Makes an error fit for a log: an allow-list of its properties, so that neither a row's contents (PostgreSQL's `detail`
 * and `where`, a driver's parameters) nor what a person typed comes along, and a message in which quoted values, e-mail
 * addresses and long tokens are blanked out.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
	if (!(error instanceof Error))
		return { type: typeof error, message: 'Something was thrown that is no error.' }
	const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown }
	const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
	return {
		type: error.name,
		message: blank(error.message),
		code: text(code),
		table: text(table),
		constraint: text(constraint),
		stack: frames(error),
		cause: error.cause !== undefined && depth < DEEPEST ? describeError(error.cause, depth + 1) : undefined,
	}
}

/**
 * Of a message of several lines the last: Prisma puts the arguments of the call, which are people's data, above its reason.
 */
function blank(message: string): string {
	const line = message.trim().split('\n').at(-1) ?? ''
	return line
		.slice(0, LONGEST)
		.replaceAll(KEY_VALUE, '=(…)')
		.replaceAll(QUOTED, '"…"')
		.replaceAll(EMAIL, '…@…')
		.replaceAll(SECRET, '…')
}

function frames({ message, stack = '' }: Error): string[] {
	return stack
		.slice(Math.max(stack.indexOf(message), 0) + message.length)
		.split('\n')
		.filter((line) => /^\s+at .*[\d)]$/.test(line))
		.map((line) => line.trim())
}
