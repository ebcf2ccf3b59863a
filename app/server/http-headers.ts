import { randomBytes } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { RequestInfo } from '#app/lib/request-context.ts'

/**
 * The security headers of every response. `res.locals.nonce` is the one that the
 * response's policy names.
 */
export function securityHeaders({ https, dev }: { https: boolean; dev: boolean }): RequestHandler[] {
	const nonce = (_req: unknown, res: unknown) => `'nonce-${(res as Response).locals.nonce}'`
	const headers = helmet({
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'self'"],
				// 'self' stays for the lazily imported chunks of browsers that do not know 'strict-dynamic'.
				scriptSrc: ["'self'", nonce, "'strict-dynamic'"],
				scriptSrcAttr: ["'none'"],
				// Vite's development server puts styles into the page.
				styleSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'", nonce],
				// Charts and meters position by style attributes.
				styleSrcAttr: ["'unsafe-inline'"],
				imgSrc: ["'self'", 'data:'],
				fontSrc: ["'self'"],
				connectSrc: dev ? ["'self'", 'ws:'] : ["'self'"],
				objectSrc: ["'none'"],
				baseUri: ["'none'"],
				formAction: ["'self'"],
				frameAncestors: ["'none'"],
				...(https ? { upgradeInsecureRequests: [] } : {}),
			},
		},
		strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
		// The same-origin referrer is a fallback of the check where a form came from.
		referrerPolicy: { policy: 'same-origin' },
		xFrameOptions: { action: 'deny' },
	})
	const before: RequestHandler = (_req, res, next) => {
		res.locals.nonce = randomBytes(16).toString('base64')
		res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()')
		next()
	}
	return [before, headers]
}

const COME_AGAIN_SECONDS = 5

/** Says with every 429 and 503 when to come again. */
export const retryAfter: RequestHandler = (_req, res, next) => {
	beforeHead(res, () => {
		if ((res.statusCode !== 429 && res.statusCode !== 503) || res.hasHeader('Retry-After')) return
		const { requestInfo } = res.locals as { requestInfo?: RequestInfo }
		res.setHeader('Retry-After', String(requestInfo?.retryAfter ?? COME_AGAIN_SECONDS))
	})
	next()
}

/**
 * Pages show personal data: unless a route says otherwise nothing is kept by
 * browser or proxy, so that the way back after signing out shows nothing.
 */
export const noStoreUnlessSaid: RequestHandler = (_req, res, next) => {
	beforeHead(res, () => {
		if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'private, no-store')
	})
	next()
}

function beforeHead(res: Response, run: () => void): void {
	const writeHead = res.writeHead.bind(res)
	res.writeHead = ((...args: Parameters<typeof writeHead>) => {
		run()
		return writeHead(...args)
	}) as typeof res.writeHead
}
