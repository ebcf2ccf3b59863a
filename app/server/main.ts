import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import express from 'express'
import type { Express } from 'express'
import { loadEnvFile, readEnv } from '#app/lib/env.server.ts'
import { isStartError } from '#app/lib/start-error.ts'
import { generateClient } from '#prisma/generate.ts'
import { migrate } from '#prisma/migrate.ts'
import type * as App from './app.ts'
import { connectionsFor } from './check-connections.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

/**
 * `npm run dev`: the application from its sources through Vite's development
 * server, with the database that `npm start` would use.
 */
type Source = typeof App

const undo: Array<() => Promise<void>> = []

async function develop(): Promise<void> {
	loadEnvFile()
	process.env.NODE_ENV = 'development'
	const env = readEnv()
	generateClient()
	let { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl = appUrl } = env
	if (!appUrl || !ownerUrl) {
		const server = await startEmbeddedPostgres({
			dataDir: env.CONTOUR_DATA_DIR,
			use: 'application',
			maxConnections: connectionsFor(env.DATABASE_POOL_SIZE),
		})
		undo.push(server.stop)
		appUrl = server.appUrl
		ownerUrl = server.ownerUrl
	}
	const databaseUrl = appUrl
	await migrate({ connectionString: ownerUrl })

	const http = createServer()
	const { createServer: createViteServer } = await import('vite')
	const vite = await createViteServer({ server: { middlewareMode: true, hmr: { server: http } } })
	undo.push(() => vite.close())
	// The plugin of React Router starts a Vite of its own, which would end the process before the database is stopped.
	for (const listener of process.listeners('SIGTERM')) {
		if (listener !== stop) process.off('SIGTERM', listener)
	}

	let running: { source: Source; app: Express; stop: () => Promise<void> } | undefined
	undo.push(async () => running?.stop())
	/** A change of the sources gives a new module; the one before gives back its connections. */
	const load = async () => {
		const source = (await vite.ssrLoadModule('./app/server/app.ts')) as Source
		if (running?.source !== source) {
			await running?.stop()
			running = undefined
			running = { source, ...(await source.prepare({ env, databaseUrl, embedded: !env.DATABASE_URL })) }
		}
		return running.app
	}

	let loading: Promise<Express> | undefined
	const outer = express()
	outer.use(vite.middlewares)
	outer.use(async (req, res, next) => {
		try {
			loading = (loading ?? Promise.resolve()).then(load, load)
			const app = await loading
			app(req, res, next)
		} catch (error) {
			if (error instanceof Error) vite.ssrFixStacktrace(error)
			next(error)
		}
	})
	http.on('request', outer as RequestListener)
	http.listen(env.PORT, env.HOST, () => console.log(`Contour, in development, at ${env.CONTOUR_BASE_URL}`))
	undo.push(async () => {
		http.closeAllConnections()
		http.close()
	})
}

let stopping = false
async function stop(): Promise<void> {
	if (stopping) return
	stopping = true
	for (const step of undo.toReversed()) await step()
	process.exit()
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
try {
	await develop()
} catch (error) {
	console.error(isStartError(error) ? error.message : error)
	process.exitCode = isStartError(error) ? error.exitCode : 1
	await stop()
}
