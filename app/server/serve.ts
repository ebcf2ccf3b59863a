import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Server } from 'node:http'
import type { Express } from 'express'
import type { DatabaseTimeouts } from '#app/data/database.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { configureEnv, defaultBaseUrl } from '#app/lib/env.server.ts'
import type { Env } from '#app/lib/env.server.ts'
import { StartError } from '#app/lib/start-error.ts'
import { beforeEverything, createApp } from './app.ts'
import { afterMigrate } from './after-migrate.ts'
import { answerBrokenRequests } from './broken-requests.ts'
import { checkConnections } from './check-connections.ts'
import { startJobs } from './jobs.ts'
import { createMetrics, serveMetrics } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import { createReadiness } from './readiness.ts'
import type { RequestTimeouts } from './timeouts.ts'
import { requestTimeouts } from './timeouts.ts'

/** How long requests may go on after the server was told to stop. */
const SHUTDOWN_SECONDS = 25

export type ServeOptions = {
	env: Env
	/** Signs in as the application's role, or as one that may assume it. */
	databaseUrl: string
	/** The database is Contour's own, so the sample company may be loaded into it. */
	embedded: boolean
	/** Milliseconds, other than the usual ones. */
	timeouts?: { database?: Partial<DatabaseTimeouts>; request?: Partial<RequestTimeouts> }
}

export type RunningServer = {
	/** The address that people type. */
	url: string
	port: number
	/** What to tell the person who started it, such as the sample's sign-ins. */
	notes: string[]
	/** Says that it is not ready, drains, takes no new connections, lets requests end, stops jobs, closes the database. */
	close: () => Promise<void>
}

/** Opens the database, which is migrated already, and takes requests. */
export async function serve(options: ServeOptions): Promise<RunningServer> {
	const { env } = options
	const notes = await open(options)
	const metrics = env.METRICS_PORT === undefined ? undefined : createMetrics()
	let scraped: Awaited<ReturnType<typeof openMetrics>> | undefined
	try {
		scraped = metrics && (await openMetrics(metrics, env))
		const timeouts = { ...requestTimeouts, ...options.timeouts?.request }
		const server = createServer({
			headersTimeout: timeouts.headers,
			requestTimeout: timeouts.receive,
			connectionsCheckingInterval: timeouts.check,
			// Longer than the usual minute of a proxy's pool, which must not reuse a connection that closes.
			keepAliveTimeout: 65_000,
			// The application refuses it itself, with the headers of every answer.
			requireHostHeader: false,
		})
		const port = await listen(server, env)
		// A port of 0 is known only now, and the base URL with it.
		const url = env.PORT === 0 ? withPort(env, port) : env.CONTOUR_BASE_URL
		const settled = { ...env, PORT: port, CONTOUR_BASE_URL: url }
		configureEnv(settled)
		answerBrokenRequests(server, beforeEverything(settled))
		const readiness = createReadiness()
		if (scraped) notes.push(`Metrics are at ${scraped.url}`)
		const app = createApp(settled, { answer: timeouts.answer, readiness, metrics })
		server.on('request', app)
		server.on('checkExpectation', app)
		const jobs = startJobs(settled, options.databaseUrl)
		const close = async () => {
			readiness.drain()
			await sleep(env.DRAIN_SECONDS * 1000)
			await Promise.all([finishRequests(server), jobs.stop()])
			await scraped?.close()
			await closeDatabase()
		}
		return { url, port, notes, close }
	} catch (error) {
		await scraped?.close()
		await closeDatabase()
		throw error
	}
}

/** The same behind the development server, which listens itself. */
export async function prepare(options: ServeOptions): Promise<{ app: Express; stop: () => Promise<void> }> {
	await open(options)
	const jobs = startJobs(options.env, options.databaseUrl)
	const stop = async () => {
		await jobs.stop()
		await closeDatabase()
	}
	return { app: createApp(options.env, { dev: true }), stop }
}

async function open({ env, databaseUrl, embedded, timeouts }: ServeOptions): Promise<string[]> {
	configureEnv(env)
	await checkConnections(databaseUrl, env.DATABASE_POOL_SIZE)
	openDatabase({
		connectionString: databaseUrl,
		max: env.DATABASE_POOL_SIZE,
		...(timeouts?.database && { timeouts: timeouts.database }),
	})
	try {
		return await afterMigrate({ env, embedded })
	} catch (error) {
		await closeDatabase()
		throw error
	}
}

function withPort(env: Env, port: number): string {
	const isDefault = env.CONTOUR_BASE_URL === defaultBaseUrl(env)
	return isDefault ? defaultBaseUrl(env, port) : env.CONTOUR_BASE_URL
}

function listen(server: Server, env: Env): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(explainListenError(error, env)))
		server.listen(env.PORT, env.HOST, () => {
			const address = server.address()
			resolve(typeof address === 'object' && address ? address.port : env.PORT)
		})
	})
}

async function openMetrics(metrics: Metrics, env: Env) {
	const { METRICS_HOST: host, METRICS_PORT: port = 0 } = env
	try {
		return await serveMetrics(metrics, { host, port })
	} catch (error) {
		throw explainListenError(error as NodeJS.ErrnoException, { HOST: host, PORT: port }, 'METRICS_')
	}
}

function explainListenError(
	error: NodeJS.ErrnoException,
	{ HOST, PORT }: Pick<Env, 'HOST' | 'PORT'>,
	prefix = '',
): Error {
	const name = `${prefix}PORT`
	switch (error.code) {
		case 'EADDRINUSE':
			return new StartError(
				`${name} is ${PORT}, and something else listens there. Stop it, or set another ${name}.`,
			)
		case 'EACCES':
			return new StartError(
				`${name} is ${PORT}, and this user may not listen there. Set ${name} to 1024 or more.`,
			)
		case 'EADDRNOTAVAIL':
		case 'ENOTFOUND':
			return new StartError(`${prefix}HOST is "${HOST}", which is no address of this machine.`, 78)
		default:
			return error
	}
}

async function finishRequests(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()))
	// Connections that are idle between two requests end now, the others after their answer.
	server.closeIdleConnections()
	const sweep = setInterval(() => server.closeIdleConnections(), 100)
	const deadline = setTimeout(() => server.closeAllConnections(), SHUTDOWN_SECONDS * 1000)
	await closed
	clearInterval(sweep)
	clearTimeout(deadline)
}
