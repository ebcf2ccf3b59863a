import { hash, verify } from '@node-rs/argon2'
import { refuse } from '#app/lib/http.server.ts'
import { createQueue } from '#app/lib/work-queue.ts'

/** argon2id (the package's default), 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Each costs 19 MiB and a thread for tens of milliseconds: a few at a time, a short line, then 'busy'. */
const queue = createQueue({ atOnce: 2, waiting: 100 })

/**
 * @throws the answer 503 when too many wait already
 */
export async function hashPassword(password: string): Promise<string> {
	return inLine(() => hash(normalize(password), cost))
}

/** What a password is compared with when nobody has the e-mail address: 32 random bytes that nobody kept. */
const nobody =
	'$argon2id$v=19$m=19456,t=2,p=1$MuSvZb0hecU4O9u57gO4jg$08r8a91AIanjZYPFnvYRUb4DU1XH+BJtEZS1a3VGwKs'

/**
 * Whether a password is the one that was hashed. Without a hash the same work is done and the answer is no, so that its
 * time tells nothing.
 *
 * @throws the answer 503 when too many wait already
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	const matches = await inLine(() => verify(passwordHash ?? nobody, normalize(password)))
	return matches && passwordHash !== null
}

/** How many passwords are worked on now, and how many wait. */
export const passwordQueueUse = () => queue.use()

async function inLine<T>(work: () => Promise<T>): Promise<T> {
	const result = queue.run(work)
	if (!result) throw refuse('unavailable')
	return result
}

/** The same characters whatever keyboard composed them. */
const normalize = (password: string) => password.normalize('NFKC')
