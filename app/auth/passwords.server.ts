import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { refuse } from '#app/lib/http.server.ts'
import { createQueue } from './work-queue.ts'

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

/** Made at the first need: what a password is compared with when nobody has the e-mail address. */
let nobody: Promise<string> | undefined

/**
 * Whether a password is the one that was hashed. Without a hash the same work is done and the answer is no, so that its
 * time tells nothing.
 *
 * @throws the answer 503 when too many wait already
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	nobody ??= hash(randomBytes(32), cost)
	const against = passwordHash ?? (await nobody)
	const matches = await inLine(() => verify(against, normalize(password)))
	return matches && passwordHash !== null
}

async function inLine<T>(work: () => Promise<T>): Promise<T> {
	const result = queue.run(work)
	if (!result) throw refuse('unavailable')
	return result
}

/** The same characters whatever keyboard composed them. */
const normalize = (password: string) => password.normalize('NFKC')
