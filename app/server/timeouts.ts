import type { RequestHandler } from 'express'

/** Milliseconds that a request may take, step by step. */
export type RequestTimeouts = {
	/** Until its headers are here … */
	headers: number
	/** … until all of it is here, 408 after that … */
	receive: number
	/** … and until the answer begins, 503 after that. Longer than the database lets a statement take. */
	answer: number
	/** How often the first two are looked at. */
	check: number
}

export const requestTimeouts: RequestTimeouts = {
	headers: 15_000,
	receive: 90_000,
	answer: 120_000,
	check: 5_000,
}

/** Gives up what has not begun to answer in time. The work behind it ends by the timeouts of the database. */
export function answerInTime(milliseconds: number): RequestHandler {
	return (_req, res, next) => {
		const timer = setTimeout(() => {
			if (res.headersSent) return
			res.set({ Connection: 'close', 'Cache-Control': 'private, no-store' }).status(503).type('text')
			res.send(
				'This took longer than a page may take. It may have been done all the same: look before you repeat it.\n',
			)
		}, milliseconds)
		res.once('close', () => clearTimeout(timer))
		next()
	}
}
