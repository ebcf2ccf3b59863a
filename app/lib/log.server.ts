import pino from 'pino'
import { describeError } from './describe-error.ts'
import { getEnv } from './env.server.ts'

/**
 * JSON lines on standard error; standard output belongs to the CLI's results.
 * No names, e-mails, account ids or tokens go into a line; errors are described
 * without what people typed.
 */
export type Logger = pino.Logger

let logger: Logger | undefined

export function getLogger(): Logger {
	logger ??= pino(
		{ level: getEnv().LOG_LEVEL, base: null, serializers: { err: describeError } },
		pino.destination({ fd: 2, sync: true }),
	)
	return logger
}
