import path from 'node:path'
import { createRequestHandler } from '@react-router/express'
import compression from 'compression'
import express from 'express'
import type { ErrorRequestHandler, Express, RequestHandler } from 'express'
import { RouterContextProvider } from 'react-router'
import type { ServerBuild } from 'react-router'
import * as ownBuild from 'virtual:react-router/server-build'
import { getLogger } from '#app/lib/log.server.ts'
import type { Env } from '#app/lib/env.server.ts'
import { nonceContext } from '#app/lib/nonce-context.ts'
import type { RequestInfo } from '#app/lib/request-context.ts'
import { requestContext } from '#app/lib/request-context.ts'
import { healthcheck, liveness } from './healthcheck.ts'
import type { Metrics } from './metrics.ts'
import type { Readiness } from './readiness.ts'
import { noStoreUnlessSaid, retryAfter, securityHeaders } from './http-headers.ts'
import { requestLimits } from './request-limits.ts'
import { requestLog } from './request-log.ts'
import { answerInTime, requestTimeouts } from './timeouts.ts'

export { prepare, serve } from './serve.ts'
export type { RunningServer, ServeOptions } from './serve.ts'

const CLIENT = path.join(import.meta.dirname, '..', 'client')

/** The pages, as React Router has built them. */
export const serverBuild: ServerBuild = ownBuild

export type AppOptions = {
	dev?: boolean
	answer?: number
	readiness?: Readiness
	metrics?: Metrics
	build?: ServerBuild
}

/**
 * The HTTP side of Contour. The database has to be open (`openDatabase`).
 *
 * @param options.dev leaves the client's files to Vite's development server in front
 * @param options.build other pages than its own: a benchmark's reference has a loader that reads nothing
 */
export function createApp(
	env: Env,
	{ dev = false, answer = requestTimeouts.answer, readiness, metrics, build = serverBuild }: AppOptions = {},
): Express {
	const app = express()
	app.disable('x-powered-by')
	app.set('trust proxy', env.TRUST_PROXY)
	app.set('query parser', 'simple')

	app.use(beforeEverything(env, { dev }))
	if (metrics) app.use(metrics.observe)
	if (readiness) app.use(readiness.letGo)
	app.use(retryAfter)
	app.get('/liveness', liveness)
	app.get('/healthcheck', healthcheck)
	if (readiness) app.get('/readiness', readiness.answer)
	app.use(requestLimits, answerInTime(answer))
	app.use(compression())
	if (!dev) {
		const files = { index: false, redirect: false } as const
		app.use(
			'/assets',
			express.static(path.join(CLIENT, 'assets'), { ...files, immutable: true, maxAge: '1y' }),
			noStoreUnlessSaid,
			(_req, res) => void res.status(404).type('text').send('There is no such file.\n'),
		)
		app.use(express.static(CLIENT, { ...files, maxAge: '1h' }))
	}
	app.use(
		noStoreUnlessSaid,
		createRequestHandler({
			build,
			mode: env.NODE_ENV,
			getLoadContext: (req, res) => {
				const context = new RouterContextProvider()
				context.set(nonceContext, res.locals.nonce)
				const info: RequestInfo = {
					requestId: res.locals.requestId,
					clientAddress: req.ip ?? req.socket.remoteAddress ?? '',
					...(res.locals.refused && { refused: res.locals.refused }),
				}
				res.locals.requestInfo = info
				context.set(requestContext, info)
				return context
			},
		}),
	)
	app.use(answerError)
	return app
}

/** What every answer passes, whatever it is: its id in the log, the security headers. */
export function beforeEverything(env: Env, { dev = false } = {}): RequestHandler[] {
	return [requestLog, ...securityHeaders({ https: env.CONTOUR_BASE_URL.startsWith('https:'), dev })]
}

/** What no page could answer for. */
const answerError: ErrorRequestHandler = (error, _req, res, next) => {
	getLogger().error({ requestId: res.locals.requestId, err: error }, 'unhandled error')
	if (res.headersSent) {
		next(error)
		return
	}
	const status =
		typeof error?.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500
	res.status(status).type('text')
	res.send(
		status === 500
			? `Something broke here. Report: ${res.locals.requestId}\n`
			: 'This request cannot be read.\n',
	)
}
