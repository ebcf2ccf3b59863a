import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { AccountScope } from './account-scope.server.ts'
import { PrismaClient } from './prisma/client.ts'

/** Prisma inside the open transaction. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

/** One open transaction: Prisma for the ordinary reads and writes, SQL for the hot ones, both on the same connection. */
export type Transaction = { readonly db: Db; readonly sql: pg.ClientBase }

type Capture = { client: pg.PoolClient | undefined }
const capture = new AsyncLocalStorage<Capture | undefined>()

/** Tells the surrounding transaction which connection Prisma took for it. */
class CapturingPool extends pg.Pool {
	override connect(): Promise<pg.PoolClient>
	override connect(
		callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: () => void) => void,
	): void
	override connect(
		callback?: (error: Error | undefined, client: pg.PoolClient | undefined, done: () => void) => void,
	): Promise<pg.PoolClient> | void {
		if (callback) return super.connect(callback)
		const store = capture.getStore()
		return super.connect().then((client) => {
			if (store) store.client = client
			return client
		})
	}
}

type Open = { config: pg.ClientConfig; pool: pg.Pool; prisma: PrismaClient }
let open: Open | undefined

export type DatabaseOptions = {
	connectionString: string
	/** Connections of the pool. */
	max?: number
	/** The role that the pool assumes from its first statement on; it owns nothing and cannot bypass row-level security. */
	role?: string
	/** Milliseconds, other than the usual ones. */
	timeouts?: Partial<DatabaseTimeouts>
}

export type DatabaseTimeouts = {
	/** After which the server cancels a statement … */
	statement: number
	/** … one that waits for a lock, which another request holds: shorter than a transaction, so that its end is not waited for … */
	lock: number
	/** … and a transaction in which nothing happens. Longer than anything computes or streams in one. */
	idle: number
	/** How long a free connection is waited for. */
	connection: number
}

const usualTimeouts: DatabaseTimeouts = { statement: 60_000, lock: 10_000, idle: 180_000, connection: 15_000 }

/**
 * Opens the process's one pool. The role is a start-up setting of each connection, so RESET ROLE leads back to it.
 */
export function openDatabase({
	connectionString,
	max = 10,
	role = 'contour_app',
	timeouts,
}: DatabaseOptions): void {
	if (open) throw new Error('The database is open already: close it first.')
	const { statement, lock, idle, connection } = { ...usualTimeouts, ...timeouts }
	const settings = {
		role,
		statement_timeout: statement,
		lock_timeout: lock,
		idle_in_transaction_session_timeout: idle,
		plan_cache_mode: 'force_custom_plan',
		// Statements are short and planned anew: compiling one, where a PostgreSQL can, takes longer than running it.
		jit: 'off',
	}
	const config = {
		connectionString,
		connectionTimeoutMillis: connection,
		options: Object.entries(settings)
			.map(([name, value]) => `-c ${name}=${value}`)
			.join(' '),
		application_name: 'contour',
	}
	const pool = new CapturingPool({ ...config, max })
	// A connection that dies while idle is replaced at the next query; without a listener it would end the process.
	pool.on('error', () => {})
	// So would one that dies in use: its statements fail, which is enough.
	pool.on('connect', (client) => void client.on('error', () => {}))
	// Its other formats print the arguments of the call, which are people's data, into the message.
	open = { config, pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' }) }
}

export async function closeDatabase(): Promise<void> {
	const closing = open
	open = undefined
	await closing?.prisma.$disconnect()
	await closing?.pool.end()
}

/** How many connections the pool has, how many of them nobody uses, and how many requests wait for one. */
export function readPoolUse(): { open: number; idle: number; waiting: number } {
	const { totalCount, idleCount, waitingCount } = current().pool
	return { open: totalCount, idle: idleCount, waiting: waitingCount }
}

function current(): Open {
	if (!open) throw new Error('The database is not open: call openDatabase first.')
	return open
}

/** How the pool's connections are made, for one that cannot be the pool's: it listens, or cuts another's statement short. */
export function connectionConfig(): pg.ClientConfig {
	return current().config
}

type Context = { accountId: string | null; userId: string | null }

function refuseWithin(): void {
	if (capture.getStore())
		throw new Error('A transaction is open here already: pass it on instead of opening another.')
}

async function inTransaction<T>(
	context: Context,
	run: (transaction: Transaction) => Promise<T>,
	timeout: number,
): Promise<T> {
	refuseWithin()
	const { prisma } = current()
	const store: Capture = { client: undefined }
	return capture.run(store, () =>
		prisma.$transaction(
			async (db) => {
				const sql = store.client
				if (!sql) throw new Error('Prisma took no connection from the pool.')
				await sql.query(
					`SELECT set_config('app.account_id', $1, true), set_config('app.user_id', $2, true)`,
					[context.accountId ?? '', context.userId ?? ''],
				)
				return run({ db, sql })
			},
			{ timeout, maxWait: 15_000 },
		),
	)
}

/**
 * Runs `run` in one transaction in which the database shows and takes rows of the scope's account only. The only way to a
 * tenant table. What `run` throws rolls everything back.
 *
 * @param options.timeout milliseconds after which the transaction is given up (30 seconds unless said otherwise)
 */
export function withAccount<T>(
	scope: AccountScope,
	run: (transaction: Transaction) => Promise<T>,
	{ timeout = 30_000 }: { timeout?: number } = {},
): Promise<T> {
	return inTransaction({ accountId: scope.accountId, userId: scope.userId }, run, timeout)
}

/**
 * The same as `withAccount` without Prisma, for hot reads: nothing can be written. Statements are sent without waiting for
 * the answers to those before, so `Promise.all` of several takes one round trip, the beginning of the transaction included;
 * its end is not waited for.
 *
 * @param options.oneSnapshot every statement sees the data as the first one does
 */
export async function withAccountSql<T>(
	scope: AccountScope,
	run: (sql: pg.ClientBase) => Promise<T>,
	{ oneSnapshot = false }: { oneSnapshot?: boolean } = {},
): Promise<T> {
	refuseWithin()
	const begin = beginReading(scope, { oneSnapshot })
	const sql = await current().pool.connect()
	setPipelined(sql, true)
	const end = (statement: 'COMMIT' | 'ROLLBACK') =>
		sql.query(statement).then(
			() => {
				setPipelined(sql, false)
				sql.release()
			},
			(broken: Error) => sql.release(broken),
		)
	try {
		const [, result] = await Promise.all([
			sql.query(begin),
			capture.run({ client: undefined }, () => run(sql)),
		])
		void end('COMMIT')
		return result
	} catch (error) {
		await end('ROLLBACK')
		throw error
	}
}

/** One statement as `withAccountSql` runs it, sent together with the beginning and the end of its transaction. */
export async function queryAccount<Row extends pg.QueryResultRow>(
	scope: AccountScope,
	text: string,
	values: unknown[],
): Promise<Row[]> {
	refuseWithin()
	const begin = beginReading(scope, { oneSnapshot: false })
	const sql = await current().pool.connect()
	setPipelined(sql, true)
	const [begun, answer, ended] = await Promise.allSettled([
		sql.query(begin),
		sql.query<Row>(text, values),
		sql.query('COMMIT'),
	])
	setPipelined(sql, false)
	sql.release(ended.status === 'rejected' ? (ended.reason as Error) : undefined)
	if (begun.status === 'rejected') throw begun.reason
	if (answer.status === 'rejected') throw answer.reason
	return answer.value.rows
}

/** Several statements in one message take no parameters; an id of a scope is a UUID, and anything else is refused here. */
function beginReading(scope: AccountScope, { oneSnapshot }: { oneSnapshot: boolean }): string {
	const isolation = oneSnapshot ? 'ISOLATION LEVEL REPEATABLE READ, ' : ''
	return `BEGIN ${isolation}READ ONLY; SELECT set_config('app.account_id', ${asUuid(scope.accountId)}, true), set_config('app.user_id', ${asUuid(scope.userId)}, true)`
}

/** `pg` looks at this property at every query; it may change while none is under way. Prisma and COPY need it off. */
function setPipelined(client: pg.ClientBase, pipelined: boolean): void {
	Object.assign(client, { pipeline: pipelined })
}

function asUuid(id: string | null): string {
	if (id === null) return `''`
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Error('An id of a scope is no UUID.')
	return `'${id}'`
}

/**
 * Runs `run` apart from the transaction that is open here, which sees nothing of it: for what others are to know before that
 * ends, such as how far it is.
 */
export function besidesTransaction<T>(run: () => Promise<T>): Promise<T> {
	return capture.run(undefined, run)
}

/** Runs `run` in one transaction that sees one user's own rows (user, session, user_token) and no account's. */
export function withUser<T>(userId: string, run: (transaction: Transaction) => Promise<T>): Promise<T> {
	return inTransaction({ accountId: null, userId }, run, 30_000)
}

/** One transaction outside of any account, for the system: only the SECURITY DEFINER functions answer in it. */
export function withoutAccount<T>(
	run: (transaction: Transaction) => Promise<T>,
	{ timeout = 30_000 }: { timeout?: number } = {},
): Promise<T> {
	return inTransaction({ accountId: null, userId: null }, run, timeout)
}

/** For sign-up and invitations, where a user and an account meet for the first time. */
export function withAccountAndUser<T>(
	ids: { accountId: string; userId: string },
	run: (transaction: Transaction) => Promise<T>,
): Promise<T> {
	return inTransaction(ids, run, 30_000)
}

/**
 * One statement outside of any account: only the SECURITY DEFINER functions (find_session, find_user_by_email, …) answer
 * here, every tenant table shows no rows.
 */
export async function queryWithoutAccount<Row extends pg.QueryResultRow>(
	text: string,
	values: unknown[] = [],
): Promise<Row[]> {
	const { rows } = await current().pool.query<Row>(text, values)
	return rows
}
