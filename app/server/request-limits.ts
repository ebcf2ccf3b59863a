import type { Request, RequestHandler } from 'express'
import { problemBody } from '#app/domain/api/problem.ts'

const MEGABYTE = 1024 * 1024

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Characters of an address; the longest of a filtered table has a quarter of this. */
const ADDRESS_LIMIT = 8192

/** Bytes that an ordinary form may have; a check-in with a long note has a tenth of this. */
const FORM_LIMIT = MEGABYTE

/**
 * The paths that take files, as documents and as data of the router, and the size of a file there: as declared, with a form around
 * it. The route's own parser counts what comes.
 */
const UPLOADS = [
	{ path: /^\/a\/[^/]+\/roster-imports\/new(\.data)?$/, megabytes: 20 },
	{ path: /^\/a\/[^/]+\/imports\/new(\.data)?$/, megabytes: 200 },
]

/** Bytes that a browser may send before it is told that they are too many: one that still sends sees no answer. */
const UNREAD_LIMIT = 64 * 1024 * 1024

/** Where programs post files as they are; what comes is counted where it is kept. */
const API_FILES = '/api/v1/imports'
const API_FILE_LIMIT = 200 * MEGABYTE

/**
 * Refuses bodies by their declared length: 413 where it is too much, 411 where
 * nothing is declared. Upload routes may send chunks; they count for themselves.
 * To a browser it is said by a page, `res.locals.refused` being its status.
 */
export const requestLimits: RequestHandler = (req, res, next) => {
	if (!METHODS.has(req.method)) {
		res.set('Allow', [...METHODS].join(', '))
		refuse(405, 'This method is not known here.')
		return
	}
	if (!isUsableHost(req.headers.host)) {
		refuse(400, 'The Host header names no host.')
		return
	}
	if (req.originalUrl.length > ADDRESS_LIMIT) {
		refuse(414, 'The address is too long.')
		return
	}
	if (req.headers.expect !== undefined && req.headers.expect.toLowerCase() !== '100-continue') {
		refuse(417, 'Nothing but 100-continue can be expected here.')
		return
	}
	if (req.path === API_FILES) {
		if (Number(req.headers['content-length'] ?? 0) <= API_FILE_LIMIT) next()
		else refuse(413, 'The file is too large: it may have 200 MB. Nothing was saved.')
		return
	}
	const upload = req.headers['content-type']?.startsWith('multipart/form-data')
		? UPLOADS.find(({ path }) => path.test(req.path))
		: undefined
	if (req.headers['transfer-encoding'] !== undefined && !upload) {
		refuse(411, 'The request does not say how long it is.')
		return
	}
	const limit = upload ? (upload.megabytes + 1) * MEGABYTE : FORM_LIMIT
	if (Number(req.headers['content-length'] ?? 0) > limit) {
		const most = upload ? `a file may have ${upload.megabytes} MB` : `at most ${limit / MEGABYTE} MB here`
		refuse(413, `The request is too large: ${most}. Nothing was saved. Go back and send less.`)
		return
	}
	next()

	function refuse(status: number, text: string) {
		// What still comes of the body is not read.
		res.set({ Connection: 'close', 'Cache-Control': 'private, no-store' })
		const code = req.path.startsWith('/api/') ? problemCodes[status] : undefined
		if (code) {
			res.status(status).type('application/problem+json')
			res.send(JSON.stringify(problemBody({ code, detail: text })))
			return
		}
		if (!pageStatuses.has(status) || !isByBrowser(req)) {
			res.status(status).type('text').send(`${text}\n`)
			return
		}
		res.locals.refused = status
		if (status === 413) drain(req, next)
		else next()
	}
}

/** What a program is told in the form of its other refusals. */
const problemCodes: Record<number, 'length-required' | 'too-large'> = {
	411: 'length-required',
	413: 'too-large',
}

/** What a browser's page can bring about by itself. */
const pageStatuses = new Set([413, 414])

const isByBrowser = ({ method, headers }: Request) =>
	method !== 'HEAD' && headers.accept?.includes('text/html') === true

/** Lets a body go by unread, as far as it is worth it. */
function drain(req: Request, then: () => void): void {
	if (Number(req.headers['content-length']) > UNREAD_LIMIT) {
		then()
		return
	}
	req.once('end', then).resume()
}

function isUsableHost(host: string | undefined): boolean {
	return host !== undefined && /^[\w.-]+(:\d+)?$|^\[[0-9a-f:.]+\](:\d+)?$/i.test(host)
}
