import { IncomingMessage, ServerResponse, STATUS_CODES } from 'node:http'
import type { Server } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Request, RequestHandler, Response } from 'express'

const answers: Record<string, [status: number, text: string]> = {
	HPE_HEADER_OVERFLOW: [431, 'The address or the headers of this request are too long.'],
	HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The request is too large.'],
	ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time. Nothing was done: send it again.'],
}
const unreadable: [number, string] = [400, 'This request cannot be read.']

/**
 * What is no request that the application could see is answered here: broken, too long in its headers, or too slow. It
 * gets the headers of every other answer.
 *
 * @param before the middleware that sets those
 */
export function answerBrokenRequests(server: Server, before: readonly RequestHandler[]): void {
	const open = new WeakMap<Duplex, ServerResponse>()
	server.on('request', (req, res) => open.set(req.socket, res))
	server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
		const started = open.get(socket)
		const isAnswered = started?.headersSent === true && !started.writableFinished
		if (error.code === 'ECONNRESET' || !socket.writable || isAnswered) {
			socket.destroy()
			return
		}
		const [status, text] = answers[error.code ?? ''] ?? unreadable
		socket.end(compose(status, text, before), () => socket.destroy())
	})
}

function compose(status: number, text: string, before: readonly RequestHandler[]): string {
	const request = new IncomingMessage(new Socket())
	const response = Object.assign(new ServerResponse(request), { locals: {} })
	for (const handler of before) void handler(request as Request, response as unknown as Response, () => {})
	const body = `${text}\n`
	response.setHeader('Cache-Control', 'private, no-store')
	response.setHeader('Content-Type', 'text/plain; charset=utf-8')
	response.setHeader('Content-Length', Buffer.byteLength(body))
	response.setHeader('Connection', 'close')
	const lines = Object.entries(response.getHeaders()).map(([name, value]) => `${name}: ${String(value)}`)
	return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n')
}
