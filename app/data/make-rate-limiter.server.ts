import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '#app/lib/app-error.ts'
import { isDiskFull } from '#app/lib/is-unavailable.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { queryWithoutAccount } from './database.server.ts'

/** So many in so many seconds. */
export type RateLimit = { name: string; points: number; seconds: number }

export type RateLimiter = {
	/** Takes one. Returns 0, or the seconds until the next one where none is left. */
	take: (what: string) => Promise<number>
	/** Takes one, and tells how many are left, and in how many seconds there are as many as at first. */
	takeAndTell: (what: string) => Promise<{ ok: boolean; left: number; seconds: number }>
	/** Puts back one that was taken. */
	giveBack: (what: string) => Promise<void>
	/** Begins anew. */
	clear: (what: string) => Promise<void>
}

const table = 'rate_limit'
const sweepEvery = 5 * 60_000
let sweptAt = 0

/**
 * The processes of Contour count together, in the database. What is counted is stored as a hash. Of requests at the same
 * moment no more than `points` pass.
 *
 * @throws AppError `unavailable` where it cannot be counted: nothing passes uncounted
 */
export function makeRateLimiter({ name, points, seconds }: RateLimit): RateLimiter {
	const limiter = new RateLimiterPostgres({
		storeClient: { query },
		storeType: 'client',
		tableName: table,
		tableCreated: true,
		keyPrefix: name,
		points,
		duration: seconds,
		clearExpiredByTimeout: false,
	})
	const takeAndTell: RateLimiter['takeAndTell'] = async (what) => {
		sweepNowAndThen()
		const tell = (ok: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes) => ({
			ok,
			left: Math.max(0, remainingPoints),
			seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
		})
		try {
			return tell(true, await limiter.consume(hashOf(what)))
		} catch (error) {
			if (error instanceof RateLimiterRes) return tell(false, error)
			throw uncounted(error)
		}
	}
	return {
		takeAndTell,
		async take(what) {
			const { ok, seconds } = await takeAndTell(what)
			return ok ? 0 : seconds
		},
		giveBack: (what) => limiter.reward(hashOf(what)).then(() => undefined, rethrow),
		clear: (what) => limiter.delete(hashOf(what)).then(() => undefined, rethrow),
	}
}

const hashOf = (what: string) => createHash('sha256').update(what).digest('hex')

/** The limiter's statements on our pool, without the names that would let the server keep a generic plan for them. */
async function query({ text, values }: { text: string; values: unknown[] }) {
	const rows = await queryWithoutAccount(text, values)
	return { rows, rowCount: rows.length }
}

function sweepNowAndThen(): void {
	if (Date.now() - sweptAt < sweepEvery) return
	sweptAt = Date.now()
	queryWithoutAccount(`DELETE FROM ${table} WHERE expire < $1`, [sweptAt]).catch((error: unknown) =>
		getLogger().warn({ err: error }, 'ended rate limits could not be swept'),
	)
}

/** A full disk has words of its own. */
function uncounted(error: unknown): unknown {
	return isDiskFull(error)
		? error
		: new AppError('unavailable', 'Attempts cannot be counted.', { cause: error })
}

function rethrow(error: unknown): never {
	throw uncounted(error)
}
