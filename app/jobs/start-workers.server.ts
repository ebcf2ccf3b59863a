import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { forgetOldJobs } from '#app/data/forget-old-jobs.server.ts'
import { listenToDatabase } from '#app/data/listen-to-database.server.ts'
import { wakeDueMail } from '#app/data/wake-due-mail.server.ts'
import { wakeStalledJobs } from '#app/data/wake-stalled-jobs.server.ts'
import { forgetOldDeliveries } from '#app/data/webhooks/forget-old-deliveries.server.ts'
import { wakeDueDeliveries } from '#app/data/webhooks/wake-due-deliveries.server.ts'
import type { Env } from '#app/lib/env.server.ts'
import { isUnavailable } from '#app/lib/is-unavailable.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { openTransport } from '#app/mail/transport.server.ts'
import { deliverOutbox } from './deliver-outbox.server.ts'
import { endWatching, tellAllWatchers, tellWatchers } from './job-watch.server.ts'
import { QueueFailure } from './queue-failure.server.ts'
import { runJob } from './run-job.server.ts'
import { tendCycles } from './tend-cycles.server.ts'
import { tendReports } from './tend-reports.server.ts'
import { tendRoadmaps } from './tend-roadmaps.server.ts'
import { deliverWebhooks } from './webhooks/deliver-webhooks.server.ts'
import { openSecretBox } from './webhooks/secret-box.server.ts'

export const queues = {
	job: 'contour-job',
	mail: 'contour-mail',
	webhook: 'contour-webhook',
	sweep: 'contour-sweep',
} as const

/** Jobs that one process does at a time, and mails and messages of webhooks that it sends at a time. */
const workers = { job: 2, mail: 2, webhook: 2 }
/** How often jobs are looked for that nobody does any more, and what is due to be sent again. */
const lookForStalled = 2000
/** How often the calendar of cycles is looked at: a phase begins within a minute of its day. */
const lookAtCalendar = 60_000
/** How long a job under way may go on once the process is to end. */
const graceSeconds = 15

const referenceSchema = z.object({ accountId: z.guid(), jobId: z.guid() })

/**
 * Does the work of the queue until it is stopped, together with whichever other processes do. `databaseUrl` is the
 * application's. Without SMTP settings mails stay where they are.
 */
export function startWorkers(env: Env, databaseUrl: string): { stop: () => Promise<void> } {
	const boss = new PgBoss({
		connectionString: databaseUrl,
		// A start-up setting, as the application's own connections have it.
		options: '-c role=contour_app -c statement_timeout=60000',
		application_name: 'contour queue',
		max: 3,
		schema: 'pgboss',
		// The schema is a matter of migrations, and its upkeep of who owns it.
		migrate: false,
		createSchema: false,
		reindex: false,
		monitorVacuum: false,
		superviseIntervalSeconds: 30,
		cronMonitorIntervalSeconds: 20,
	})
	boss.on('error', report)
	boss.on('warning', ({ message }) => getLogger().warn({ queue: message }, 'the queue warns'))

	// A job holds a connection of the pool and needs another beside it: were all of them held by jobs, none would go on.
	const jobsAtOnce = Math.min(workers.job, env.DATABASE_POOL_SIZE - 1)
	/** Workers of this process by queue, to be woken. */
	const woken = new Map<string, string[]>()
	/** Given at the end of the grace: what is under way then is left to another process. */
	const breaking = new AbortController()
	/** Given at once: nothing else is begun. */
	const stopping = new AbortController()
	const transport =
		env.SMTP_URL === undefined
			? null
			: openTransport({ smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, baseUrl: env.CONTOUR_BASE_URL })

	const wake = (queue: string) => {
		for (const worker of woken.get(queue) ?? []) boss.notifyWorker(worker)
	}
	const listening = listenToDatabase({
		channel: 'contour',
		onMessage(payload) {
			const [what, of = ''] = payload.split(' ')
			if (what === 'job') tellWatchers(of)
			else if (what === 'work') wake(of)
		},
		onReady() {
			tellAllWatchers()
			for (const queue of Object.values(queues)) wake(queue)
		},
	})
	const starting = start()
	const looking = Promise.all([look(), tend()])

	/** The database may be away just now: then it is tried again. */
	async function start(): Promise<void> {
		while (!stopping.signal.aborted) {
			try {
				await boss.start()
				await work()
				return
			} catch (error) {
				report(error)
				await boss.stop({ graceful: false, close: false }).catch(() => undefined)
				await pause(1000)
			}
		}
	}

	async function work(): Promise<void> {
		const add = async (
			queue: string,
			count: number,
			run: (data: unknown[]) => Promise<void>,
			batchSize = 1,
		) => {
			for (let n = 0; n < count; n += 1) {
				const id = await boss.work(queue, { batchSize, pollingIntervalSeconds: 2 }, async (jobs) => {
					await run(jobs.map(({ data }) => data)).catch((error: unknown) => {
						if (error instanceof QueueFailure) throw error
						report(error)
						throw new QueueFailure((error as { code?: unknown }).code)
					})
				})
				woken.set(queue, [...(woken.get(queue) ?? []), id])
			}
		}
		await add(queues.job, jobsAtOnce, async ([data]) => {
			const went = await runJob(referenceSchema.parse(data), breaking.signal)
			// So that it counts as failed in the metrics, which know the queue alone; its row and the log say more.
			if (!went) throw new QueueFailure('broken')
		})
		// All of them say the same: that there may be a mail.
		if (transport) await add(queues.mail, workers.mail, deliver, 100)
		// Whoever answers slowly holds a connection of the pool: one is left for everything else.
		const webhooksAtOnce = Math.min(workers.webhook, env.DATABASE_POOL_SIZE - 1)
		await add(queues.webhook, webhooksAtOnce, tellWebhooks, 100)
		await add(queues.sweep, 1, sweep, 100)
	}

	async function deliver(): Promise<void> {
		if (!transport) return
		const { sent, failed } = await deliverOutbox(transport, stopping.signal)
		if (failed > 0) getLogger().warn({ sent, failed }, 'mails could not be sent; they are tried again')
	}

	async function tellWebhooks(): Promise<void> {
		const { sent, failed } = await deliverWebhooks({
			baseUrl: env.CONTOUR_BASE_URL,
			signal: stopping.signal,
		})
		if (failed > 0) getLogger().warn({ sent, failed }, 'messages of webhooks did not arrive')
	}

	async function sweep(): Promise<void> {
		await forgetOldJobs()
		await forgetOldDeliveries()
	}

	async function lookForDeliveries(): Promise<void> {
		const box = await openSecretBox()
		if (box) await wakeDueDeliveries(box)
	}

	async function look(): Promise<void> {
		while (!stopping.signal.aborted) {
			await pause(lookForStalled)
			if (stopping.signal.aborted) return
			await wakeStalledJobs().catch(report)
			if (transport) await wakeDueMail().catch(report)
			await lookForDeliveries().catch(report)
		}
	}

	async function tend(): Promise<void> {
		while (!stopping.signal.aborted) {
			await tendCycles({ baseUrl: env.CONTOUR_BASE_URL, signal: stopping.signal }).catch(report)
			await tendRoadmaps({ signal: stopping.signal }).catch(report)
			await tendReports({ baseUrl: env.CONTOUR_BASE_URL, signal: stopping.signal }).catch(report)
			await pause(lookAtCalendar)
		}
	}

	function pause(milliseconds: number): Promise<void> {
		return sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)
	}

	/** A database that is away is for the health check to say; the work goes on when it is back. */
	function report(error: unknown): void {
		if (isUnavailable(error)) getLogger().debug({ err: error }, 'the queue cannot be reached')
		else getLogger().error({ err: error }, 'the queue broke')
	}

	return {
		async stop() {
			stopping.abort()
			endWatching()
			const grace = setTimeout(() => breaking.abort(), graceSeconds * 1000)
			await starting
			await looking
			await boss.stop({ graceful: true, timeout: (graceSeconds + 5) * 1000 })
			clearTimeout(grace)
			await listening.close()
			transport?.close()
		},
	}
}
