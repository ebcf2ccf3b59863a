import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { planRosterOn } from './plan-roster-on.server.ts'
import { readImportContent } from './read-import-content.server.ts'
import type { ImportRow } from './roster-import-row.server.ts'
import { readRosterMapping, selectRosterImport } from './roster-import-row.server.ts'
import type { RosterTable } from './with-roster-desk.server.ts'
import { withRosterDesk } from './with-roster-desk.server.ts'

const errorsAtOnce = 1000

/**
 * The original rows that an import refuses, or has refused once it is applied, each with its reasons, as CSV in pieces: all
 * of them, in the order of the file.
 *
 * @param write is waited for before more is made
 * @returns false when there is no such import, with nothing written
 */
export async function streamRefusedRows(
	scope: AccountScope,
	of: { importId: string; signal?: AbortSignal },
	write: (text: string) => Promise<void>,
): Promise<boolean> {
	const found = await withAccount(scope, async (transaction) => {
		const row = await selectRosterImport(transaction, scope, of.importId)
		if (!row || row.state === 'discarded' || row.size === 0) return null
		return { row, bytes: await readImportContent(transaction, scope, row) }
	})
	if (!found) return false
	const { row, bytes } = found
	await withRosterDesk({ bytes, ...(of.signal && { signal: of.signal }) }, async (desk) => {
		if (row.state === 'applied') await addErrors(desk, scope, row)
		else {
			await withAccount(scope, (transaction) =>
				planRosterOn(desk, transaction, scope, readRosterMapping(row.mapping)),
			)
		}
		for (;;) {
			const [text] = await desk.next('refused', 1)
			if (text === undefined) return
			await write(text)
		}
	})
	return true
}

/** The errors that were kept when the import was applied. */
async function addErrors(desk: RosterTable, scope: AccountScope, { id }: ImportRow): Promise<void> {
	await withAccount(scope, async ({ sql }) => {
		for (let from = 0; ; from += errorsAtOnce) {
			const { rows } = await sql.query<{ errors: string; count: number }>(
				`SELECT e.errors::text AS errors, jsonb_array_length(e.errors) AS count
				 FROM import i, jsonb_path_query_array(i.result, '$.errors[$from to $to]', jsonb_build_object('from', $3::int, 'to', $4::int)) e (errors)
				 WHERE i.account_id = $1 AND i.id = $2`,
				[scope.accountId, id, from, from + errorsAtOnce - 1],
			)
			const [piece] = rows
			if (!piece || piece.count === 0) return
			await desk.addErrors(piece.errors)
		}
	})
}
