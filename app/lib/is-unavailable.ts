/** Codes of Node, PostgreSQL and Prisma for a database that cannot be reached, is stopping, has no connection free, or took too long. */
const codes = new Set([
	...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN'],
	...['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006', '3D000'],
	...['55P03', '57014', '25P03', '25P04'],
	...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
])

/** The words of pg where it has no code. */
const words =
	/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether an error, or what caused it, says that the database is away, has no connection free, or took too long. */
export const isUnavailable = (error: unknown): boolean =>
	isSomewhere(
		error,
		({ code, originalCode, message }) =>
			[code, originalCode].some((each) => codes.has(String(each))) || words.test(String(message)),
	)

/** Whether an error, or what caused it, says that the database has no room for what was to be written. */
export const isDiskFull = (error: unknown): boolean =>
	isSomewhere(error, ({ code, originalCode }) => [code, originalCode].includes('53100'))

function isSomewhere(error: unknown, test: (failure: Failure) => boolean, depth = 0): boolean {
	if (typeof error !== 'object' || error === null || depth > 4) return false
	const failure = error as Failure
	return (
		test(failure) ||
		isSomewhere(failure.cause, test, depth + 1) ||
		isSomewhere(failure.meta?.driverAdapterError, test, depth + 1)
	)
}

/** What errors of Node, of `pg` and of Prisma carry; Prisma keeps the driver's own beside an error of its own code. */
type Failure = {
	code?: unknown
	originalCode?: unknown
	message?: unknown
	cause?: unknown
	meta?: { driverAdapterError?: unknown }
}
