import { createHmac, timingSafeEqual } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Transaction } from '#app/data/database.server.ts'
import type { Erasure } from '#app/data/erasures/list-erased-people.server.ts'
import { identifyDatabase } from '#app/data/identify-database.server.ts'
import { lockAuditHeads } from '#app/data/lock-audit-heads.server.ts'
import { databaseFileName } from '#app/jobs/audit-heads/head-place.server.ts'
import { auditFolder, ensureAuditKey, nameAuditKey, readAuditKey } from '#app/lib/audit-key.server.ts'
import { writeFileAtomically } from '#app/lib/write-file-atomically.server.ts'

const erasureSchema = z.strictObject({
	accountId: z.guid(),
	memberId: z.guid(),
	erasedAt: z.iso.datetime(),
	keyName: z.string(),
	hashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
})
const fileSchema = z.strictObject({
	version: z.literal(1),
	/** Which key it is made with; no secret. */
	key: z.string(),
	erasures: z.array(erasureSchema),
	mac: z.string(),
})

const namePattern = /^erasures-[0-9a-f]{16}\.json$/

/** A list that cannot be used, in words for the person at the shell. */
export class UnusableList extends Error {}

const idOf = ({ accountId, memberId }: Erasure) => `${accountId} ${memberId}`

/**
 * Everybody on the lists in the folder, of whatever database: an id of an account is there once in the world, so a list that
 * was brought along from another machine serves here. A list that is not ours erases nobody.
 *
 * @throws UnusableList
 */
export async function readErasureLists(): Promise<Erasure[]> {
	const found = new Map<string, Erasure>()
	for (const file of await listFiles()) {
		for (const erasure of await readList(file)) found.set(idOf(erasure), erasure)
	}
	return [...found.values()].toSorted((a, b) => (a.erasedAt < b.erasedAt ? -1 : 1))
}

/** Adds to the list of the transaction's database, whose lock it holds until that ends, and returns how many are new. */
export async function addToErasureList(
	transaction: Pick<Transaction, 'sql'>,
	erasures: readonly Erasure[],
): Promise<number> {
	await lockAuditHeads(transaction, { wait: true })
	const name = `erasures-${databaseFileName(await identifyDatabase(transaction))}.json`
	const folder = auditFolder()
	await mkdir(folder, { recursive: true, mode: 0o700 })
	const kept = new Map((await readList(path.join(folder, name))).map((one) => [idOf(one), one]))
	const before = kept.size
	for (const erasure of erasures) if (!kept.has(idOf(erasure))) kept.set(idOf(erasure), erasure)
	if (kept.size === before) return 0
	const key = await ensureAuditKey()
	const list = [...kept.values()]
	const file = { version: 1, key: nameAuditKey(key), erasures: list, mac: macOf(key, list) }
	await writeFileAtomically(path.join(folder, name), `${JSON.stringify(file, null, '\t')}\n`)
	return kept.size - before
}

async function listFiles(): Promise<string[]> {
	const folder = auditFolder()
	try {
		return (await readdir(folder))
			.filter((name) => namePattern.test(name))
			.map((name) => path.join(folder, name))
	} catch (error) {
		return noListOrThrow(error, folder)
	}
}

async function readList(file: string): Promise<Erasure[]> {
	let text: string
	try {
		text = await readFile(file, 'utf8')
	} catch (error) {
		return noListOrThrow(error, file)
	}
	const parsed = fileSchema.safeParse(parseJson(text))
	if (!parsed.success) throw new UnusableList(`The list of erasures ${file} is damaged.`)
	const key = await readAuditKey()
	const { erasures, mac, key: keyName } = parsed.data
	if (!key || keyName !== nameAuditKey(key)) {
		throw new UnusableList(
			`The list of erasures ${file} was made with another audit key than there is now, or its key is gone.`,
		)
	}
	const made = macOf(key, erasures)
	if (mac.length !== made.length || !timingSafeEqual(Buffer.from(mac), Buffer.from(made))) {
		throw new UnusableList(`The list of erasures ${file} was changed by something else than Contour.`)
	}
	return erasures
}

/** Where there is no file and no folder, there is no list; what is there and cannot be read may be one. */
function noListOrThrow(error: unknown, place: string): [] {
	const { code = '' } = error as NodeJS.ErrnoException
	if (code === 'ENOENT' || code === 'ENOTDIR') return []
	throw new UnusableList(`The list of erasures in ${place} cannot be read (${code}).`)
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

function macOf(key: Buffer, erasures: readonly Erasure[]): string {
	const parts = erasures.map(({ accountId, memberId, erasedAt, keyName, hashes }) => {
		return [accountId, memberId, erasedAt, keyName, hashes]
	})
	return createHmac('sha256', key)
		.update(JSON.stringify(['contour erasures 1', parts]))
		.digest('hex')
}
