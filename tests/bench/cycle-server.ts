import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { rmSync } from 'node:fs'
import type { ServerBuild } from 'react-router'
import { readEnv } from '#app/lib/env.server.ts'
import type * as App from '#app/server/app.ts'
import { SERVER_BUNDLE } from '#app/server/build.ts'
import { TEMPORARY } from '#tests/support/test-cluster.ts'
import type { BenchDatabase } from './bench-database.ts'

type Bundle = Pick<typeof App, 'createApp' | 'serve' | 'serverBuild'>

export type BenchServer = {
	/** The built application, in this process. */
	url: string
	/** Serves the same pages beside it, but for one route's loader. */
	serveInstead: (routeFile: string, wrap: (loader: Loader) => Loader) => Promise<string>
	/** The same, but for one route's action. */
	actInstead: (routeFile: string, action: Action) => Promise<string>
}

type Module = NonNullable<ServerBuild['routes'][string]>['module']
type Loader = NonNullable<Module['loader']>
type Action = NonNullable<Module['action']>

/** Runs `run` while the built application serves the database from this process, for production. */
export async function withBenchServer<T>(
	{ appUrl }: BenchDatabase,
	run: (server: BenchServer) => Promise<T>,
): Promise<T> {
	process.env.NODE_ENV = 'production'
	const { createApp, serve, serverBuild }: Bundle = await import(pathToFileURL(SERVER_BUNDLE).href)
	const auditDir = path.join(TEMPORARY, 'bench-cycle-audit')
	const env = readEnv({ NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'error', CONTOUR_AUDIT_DIR: auditDir })
	const server = await serve({ env, databaseUrl: appUrl, embedded: false })
	const besides: (() => Promise<void>)[] = []
	const serveBeside = async (build: ServerBuild): Promise<string> => {
		const other = createServer(createApp(env, { build })).listen(0, '127.0.0.1')
		await once(other, 'listening')
		besides.push(async () => {
			other.closeAllConnections()
			other.close()
			await once(other, 'close')
		})
		return `http://127.0.0.1:${(other.address() as AddressInfo).port}`
	}
	try {
		return await run({
			url: server.url,
			serveInstead: (file, wrap) =>
				serveBeside(
					replaceInRoute(serverBuild, file, ({ loader }) => {
						if (!loader) throw new Error(`The route ${file} has no loader.`)
						return { loader: wrap(loader) }
					}),
				),
			actInstead: (file, action) => serveBeside(replaceInRoute(serverBuild, file, () => ({ action }))),
		})
	} finally {
		for (const close of besides) await close()
		await server.close()
		rmSync(auditDir, { recursive: true, force: true })
	}
}

function replaceInRoute(
	build: ServerBuild,
	routeFile: string,
	change: (module: Module) => Partial<Pick<Module, 'loader' | 'action'>>,
): ServerBuild {
	const found = Object.values(build.routes).find((route) => route?.id === routeFile)
	if (!found) throw new Error(`No route ${routeFile}.`)
	const route = { ...found, module: { ...found.module, ...change(found.module) } }
	return { ...build, routes: { ...build.routes, [found.id]: route } }
}

/** Milliseconds go by until the whole page is there; anything but a 200 is an error. */
export async function getPage(url: string, path: string, token: string): Promise<string> {
	const response = await fetch(url + path, {
		headers: { Cookie: `__Host-contour-session=${token}` },
		redirect: 'manual',
	})
	const text = await response.text()
	if (response.status !== 200) throw new Error(`${path} answers ${response.status}.`)
	return text
}
