import { randomBytes } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'

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

/**
 * Pages show personal data: unless a route says otherwise nothing is kept by
 * browser or proxy, so that the way back after signing out shows nothing.
 */
export const noStoreUnlessSaid: RequestHandler = (_req, res, next) => {
	const writeHead = res.writeHead.bind(res)
	res.writeHead = ((...args: Parameters<typeof writeHead>) => {
		if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'private, no-store')
		return writeHead(...args)
	}) as typeof res.writeHead
	next()
}
