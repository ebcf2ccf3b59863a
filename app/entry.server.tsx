import { createReadableStreamFromReadable } from '@react-router/node'
import { isbot } from 'isbot'
import type { RenderToPipeableStreamOptions } from 'react-dom/server'
import { renderToPipeableStream } from 'react-dom/server'
import type { EntryContext, HandleErrorFunction, RouterContextProvider } from 'react-router'
import { isRouteErrorResponse, ServerRouter } from 'react-router'
import { failedStatus, noteFailure } from './failure.server.ts'
import { JoinedStream } from './lib/joined-stream.server.ts'
import { getLogger } from './lib/log.server.ts'
import { nonceContext } from './lib/nonce-context.ts'
import { requestContext } from './lib/request-context.ts'
import { renderRefusalDocument } from './refusal-document.server.tsx'

/** After so many milliseconds what has not been streamed is given up. */
export const streamTimeout = 10_000

/** Everything that is thrown and is no answer (such as a 405 of the router). Aborted requests are nobody's fault. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
	if (request.signal.aborted || isRouteErrorResponse(error)) return
	noteFailure(error, context)
}

export function handleDataRequest(
	response: Response,
	{ context }: { context: Readonly<RouterContextProvider> },
) {
	const status = failedStatus(context)
	return status ? new Response(response.body, { status, headers: response.headers }) : response
}

export default function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	routerContext: EntryContext,
	loadContext: RouterContextProvider,
): Promise<Response> | Response {
	headers.set('Content-Type', 'text/html; charset=utf-8')
	const failed = failedStatus(loadContext)
	const broken = failed ?? (status >= 500 ? status : null)
	if (broken) {
		const { requestId } = loadContext.get(requestContext)
		return new Response(renderRefusalDocument(request, broken, requestId), { status: broken, headers })
	}
	// The page of a 404 comes from notFoundMiddleware.
	if (request.method === 'HEAD' || status === 404 || status === 405) {
		return new Response(null, { status, headers })
	}
	return renderDocument({ request, status, headers, routerContext, nonce: loadContext.get(nonceContext) })
}

type Document = {
	request: Request
	status: number
	headers: Headers
	routerContext: EntryContext
	nonce: string | undefined
}

function renderDocument({ request, status, headers, routerContext, nonce }: Document): Promise<Response> {
	// Who does not run the page's scripts gets it whole.
	const ready: keyof RenderToPipeableStreamOptions = isbot(request.headers.get('User-Agent') ?? '')
		? 'onAllReady'
		: 'onShellReady'
	return new Promise((resolve, reject) => {
		let shellReady = false
		let failed = false
		const { pipe, abort } = renderToPipeableStream(
			<ServerRouter context={routerContext} url={request.url} nonce={nonce} />,
			{
				nonce,
				[ready]() {
					shellReady = true
					const body = new JoinedStream()
					body.once('close', () => clearTimeout(timeout))
					pipe(body)
					const stream = createReadableStreamFromReadable(body)
					resolve(new Response(stream, { status: failed ? 500 : status, headers }))
				},
				onShellError(error: unknown) {
					clearTimeout(timeout)
					reject(error)
				},
				onError(error: unknown) {
					failed = true
					// An error of the shell reaches handleError by the rejection.
					if (shellReady && !request.signal.aborted) {
						getLogger().error({ err: error }, 'a page broke while it was streamed')
					}
				},
			},
		)
		// A second beyond the data's own timeout, so that the boundaries of late data still arrive.
		const timeout = setTimeout(() => abort(), streamTimeout + 1000)
		request.signal.addEventListener('abort', () => abort(), { once: true })
	})
}
