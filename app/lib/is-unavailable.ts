/** Codes of Node, PostgreSQL and Prisma for a database that cannot be reached, is stopping, or has no connection free. */
const codes = new Set([
	...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN'],
	...['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006', '3D000'],
	...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'],
])

/** The words of pg where it has no code. */
const words =
	/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether an error, or what caused it, says that the database is away or has no connection free. */
export function isUnavailable(error: unknown, depth = 0): boolean {
	if (!(error instanceof Error) || depth > 4) return false
	const { code, originalCode } = error as { code?: unknown; originalCode?: unknown }
	if (codes.has(String(code)) || codes.has(String(originalCode)) || words.test(error.message)) return true
	return isUnavailable(error.cause, depth + 1)
}
