import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'pg'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { startEmbeddedPostgres } from '#app/server/embedded-postgres.ts'
import type { EmbeddedPostgres } from '#app/server/embedded-postgres.ts'
import { migrate } from '#prisma/migrate.ts'
import type { Application } from '#tests/support/application.ts'
import {
	databaseOf,
	isRunning,
	makeDataFolder,
	removeDataFolder,
	startApplication,
	until,
} from '#tests/support/application.ts'
import { Wire } from './wire.ts'

/** An application process, and the wire that leads from it alone to the database. */
export type Subject = Application & { url: string; wire: Wire }

/**
 * A durable PostgreSQL of its own that may be killed, and application processes on it. What the test itself looks at goes
 * through a wire too, so that a database which comes back on another port is the same for everybody.
 */
export class Stand {
	readonly #folder: string
	readonly #plain: Wire
	readonly #subjects = new Set<Subject>()
	#server: EmbeddedPostgres
	/** Superuser, past row-level security. */
	readonly admin: Pool

	private constructor(folder: string, server: EmbeddedPostgres, plain: Wire) {
		this.#folder = folder
		this.#server = server
		this.#plain = plain
		this.admin = new Pool({ connectionString: plain.through(server.adminUrl), max: 4 })
		this.admin.on('error', () => undefined)
	}

	/** app/data is open on it as well, for making what a test needs. */
	static async open(): Promise<Stand> {
		const folder = makeDataFolder()
		const server = await startEmbeddedPostgres({ dataDir: folder, use: 'application' })
		await migrate({ connectionString: server.ownerUrl })
		const plain = await new Wire(server.appUrl).open()
		openDatabase({ connectionString: plain.through(server.appUrl), max: 4 })
		return new Stand(folder, server, plain)
	}

	async start(settings: Record<string, string> = {}): Promise<Subject> {
		const wire = await new Wire(this.#server.appUrl).open()
		const application = startApplication(path.join(this.#folder, 'application'), {
			DATABASE_URL: wire.through(this.#server.appUrl),
			DATABASE_OWNER_URL: this.#plain.through(this.#server.ownerUrl),
			...settings,
		})
		const subject = { ...application, url: await application.ready, wire }
		this.#subjects.add(subject)
		return subject
	}

	/** Ends the process, if it has not, and its wire. */
	async end(subject: Subject): Promise<void> {
		this.#subjects.delete(subject)
		subject.child.kill('SIGKILL')
		await subject.ended
		await subject.wire.close()
	}

	/** `server`: all of its processes, as by the fall of its machine. `backend`: one, after which the others restart. */
	killDatabase(what: 'server' | 'backend'): void {
		const { pid } = databaseOf(this.#folder)
		const children = childrenOf(pid)
		if (what === 'server') {
			for (const each of [pid, ...children]) process.kill(each, 'SIGKILL')
			return
		}
		const backend = children.find((child) => /contour contour/.test(commandOf(child)))
		process.kill(backend ?? pid, 'SIGKILL')
	}

	/** As an operator would: `fast` rolls back and ends the connections, `immediate` crashes in order. */
	stopDatabase(mode: 'fast' | 'immediate'): void {
		process.kill(databaseOf(this.#folder).pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
	}

	/** Waits until a database that was killed or stopped is gone, or has restarted by itself, and starts it where needed. */
	async bringDatabaseBack(): Promise<void> {
		for (let attempt = 0; ; attempt += 1) {
			try {
				this.#server = await startEmbeddedPostgres({ dataDir: this.#folder, use: 'tool' })
				break
			} catch (error) {
				// Processes of the one before may still hold its memory.
				if (attempt === 50) throw error
				await sleep(100)
			}
		}
		for (const { wire } of this.#subjects) wire.leadTo(this.#server.appUrl)
		this.#plain.leadTo(this.#server.appUrl)
		await until(() =>
			this.admin.query('SELECT 1').then(
				() => true,
				() => false,
			),
		)
	}

	async close(): Promise<void> {
		for (const subject of this.#subjects) await this.end(subject)
		await closeDatabase()
		await this.admin.end()
		await this.#plain.close()
		const { pid } = databaseOf(this.#folder)
		process.kill(pid, 'SIGINT')
		await until(() => !isRunning(pid))
		removeDataFolder(this.#folder)
	}
}

function childrenOf(pid: number): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((candidate) => {
			try {
				return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${candidate}/stat`, 'utf8'))?.[1]) === pid
			} catch {
				return false
			}
		})
}

function commandOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
	} catch {
		return ''
	}
}
