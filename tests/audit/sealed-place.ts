import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { configureEnv, readEnv } from '#app/lib/env.server.ts'

/** A folder of its own for the heads of this process, with a log that stays silent. */
export function takeHeadFolder(settings: Record<string, string> = {}): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'contour-heads-'))
	afterAll(() => rmSync(folder, { recursive: true, force: true }))
	configureEnv(readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', CONTOUR_AUDIT_DIR: folder, ...settings }))
	return folder
}

/** The file of the heads in a folder that has one database's. */
export function headFileIn(folder: string): string {
	const [name] = readdirSync(folder).filter((file) => /^heads-\w+\.json$/.test(file))
	if (!name) throw new Error(`There are no heads in ${folder}`)
	return path.join(folder, name)
}

export const headsIn = (folder: string) => JSON.parse(readFileSync(headFileIn(folder), 'utf8'))

/** Adds so many rows to the account's log. */
export async function logEvents(scope: AccountScope, count: number): Promise<void> {
	for (let index = 0; index < count; index += 1) {
		await withAccount(scope, (transaction) =>
			appendAuditEvent(transaction, scope, {
				action: `thing.done`,
				subject: { kind: 'account', id: scope.accountId },
				detail: { index, words: 'ä "quoted"\n and a line' },
			}),
		)
	}
}
