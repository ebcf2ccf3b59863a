import { AppError } from './app-error.ts'
import { isDiskFull, isUnavailable } from './is-unavailable.ts'

/** What was thrown as an error with a code; null for what nobody foresaw. */
export function toAppError(error: unknown): AppError | null {
	if (error instanceof AppError) return error
	if (isDiskFull(error)) return new AppError('full', 'The disk of the database is full.', { cause: error })
	return isUnavailable(error) ? new AppError('unavailable', 'The database is away.', { cause: error }) : null
}
