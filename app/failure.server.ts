import type { MiddlewareFunction, RouterContextProvider } from 'react-router'
import { createContext } from 'react-router'
import type { AppError } from './lib/app-error.ts'
import { statusOfCode } from './lib/app-error.ts'
import { getLogger } from './lib/log.server.ts'
import { requestContext } from './lib/request-context.ts'
import { toAppError } from './lib/to-app-error.ts'
import { renderRefusalDocument } from './refusal-document.server.tsx'

const failureContext = createContext<AppError | null>(null)

/** Logs what was thrown and is no answer, and remembers it for the status of the answer. */
export function noteFailure(error: unknown, context: Readonly<RouterContextProvider>): void {
	const failure = toAppError(error)
	if (failure) context.set(failureContext, failure)
	const { requestId } = context.get(requestContext)
	getLogger()[failure ? 'warn' : 'error']({ requestId, err: error }, 'a route failed')
}

/** The one place where the code of an error becomes the status of an answer; null where nothing failed so. */
export function failedStatus(context: Readonly<RouterContextProvider>): number | null {
	const failure = context.get(failureContext)
	return failure && statusOfCode[failure.code]
}

/** Of a route without a page the router makes a 500 of everything; it gets the same status and page as the others. */
export const failureMiddleware: MiddlewareFunction<Response> = async ({ request, context }, next) => {
	try {
		const response = await next()
		const status = failedStatus(context)
		return status && response.status === 500 ? refusalOf(request, status, context) : response
	} catch (error) {
		noteFailure(error, context)
		const status = failedStatus(context)
		if (!status) throw error
		return refusalOf(request, status, context)
	}
}

const refusalOf = (request: Request, status: number, context: Readonly<RouterContextProvider>) =>
	new Response(renderRefusalDocument(request, status, context.get(requestContext).requestId), {
		status,
		headers: { 'Content-Type': 'text/html; charset=utf-8' },
	})
