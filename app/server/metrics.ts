import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { RequestHandler } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { passwordQueueUse } from '#app/auth/passwords.server.ts'
import { countJobs } from '#app/data/count-jobs.server.ts'
import { countOutbox } from '#app/data/count-outbox.server.ts'
import { readPoolUse } from '#app/data/database.server.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { describeRoute } from './describe-route.ts'

/** Seconds; pages take 5 to 50 milliseconds, a publication or an import seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export type Metrics = {
	/** Counts every request that passes, and how long its answer took. */
	observe: RequestHandler
	text: () => Promise<{ type: string; body: string }>
	stop: () => void
}

/** What Prometheus is told. No label names a user, an account or anything of a path but its pattern. */
export function createMetrics(): Metrics {
	const registry = new Registry()
	collectDefaultMetrics({ register: registry })
	const registers = [registry]
	const duration = new Histogram({
		name: 'contour_http_request_duration_seconds',
		help: 'Time from the request to the end of its answer.',
		labelNames: ['method', 'route', 'status'],
		buckets: BUCKETS,
		registers,
	})
	const inFlight = new Gauge({
		name: 'contour_http_requests_in_flight',
		help: 'Requests that have no whole answer yet.',
		registers,
	})
	gaugeOf('contour_database_connections', 'Connections of the pool, and requests that wait for one.', () => {
		const { open, idle, waiting } = readPoolUse()
		return [
			[{ state: 'busy' }, open - idle],
			[{ state: 'idle' }, idle],
			[{ state: 'waiting' }, waiting],
		]
	})
	gaugeOf('contour_password_queue', 'Passwords that are hashed or checked, and that wait for it.', () => {
		const { running, waiting } = passwordQueueUse()
		return [
			[{ state: 'running' }, running],
			[{ state: 'waiting' }, waiting],
		]
	})
	gaugeOf(
		'contour_outbox_messages',
		'Mails that are not sent yet; failing are those that were tried.',
		async () => {
			const { waiting, failing } = await countOutbox()
			return [
				[{ state: 'waiting' }, waiting],
				[{ state: 'failing' }, failing],
			]
		},
	)
	gaugeOf('contour_outbox_oldest_seconds', 'Age of the oldest mail that is not sent yet.', async () => [
		[{}, (await countOutbox()).oldestSeconds],
	])
	gaugeOf('contour_jobs', 'Jobs by queue and state.', async () =>
		(await countJobs()).map(({ queue, state, count }) => [{ queue, state }, count]),
	)

	type Sample = [labels: Record<string, string>, value: number]
	/** Asked anew at every scrape. What cannot be asked, such as a database that is away, is left out. */
	function gaugeOf(name: string, help: string, read: () => Sample[] | Promise<Sample[]>): void {
		const gauge = new Gauge({
			name,
			help,
			labelNames: ['state', 'queue'],
			registers: [],
			async collect() {
				this.reset()
				try {
					for (const [labels, value] of await read()) this.set(labels, value)
				} catch (error) {
					this.reset()
					getLogger().warn({ err: error, metric: name }, 'a metric could not be read')
				}
			},
		})
		registry.registerMetric(gauge)
	}

	return {
		observe: (req, res, next) => {
			const end = duration.startTimer()
			inFlight.inc()
			res.on('close', () => {
				inFlight.dec()
				end({ ...describeRoute(req, res), status: res.statusCode })
			})
			next()
		},
		text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
		stop: () => registry.clear(),
	}
}

/** Serves `/metrics` on a port of its own, so that no proxy in front of the application passes them on. */
export async function serveMetrics(
	metrics: Metrics,
	{ host, port }: { host: string; port: number },
): Promise<{ url: string; close: () => Promise<void> }> {
	const server = createServer(async (req, res) => {
		if (req.url !== '/metrics') {
			res.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is only /metrics here.\n')
			return
		}
		try {
			const { type, body } = await metrics.text()
			res.writeHead(200, { 'Content-Type': type }).end(body)
		} catch (error) {
			getLogger().error({ err: error }, 'the metrics could not be collected')
			res.writeHead(500).end()
		}
	})
	await listen(server, host, port)
	const address = server.address()
	const actual = typeof address === 'object' && address ? address.port : port
	return {
		url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}/metrics`,
		close: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()))
			server.closeAllConnections()
			await closed
			metrics.stop()
		},
	}
}

function listen(server: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject)
		server.listen(port, host, () => resolve())
	})
}
