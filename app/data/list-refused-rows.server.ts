import type { RowError } from '#app/domain/roster/roster-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import { getRosterImport } from './get-roster-import.server.ts'
import { planRosterImport } from './plan-roster-import.server.ts'

export type RefusedRows = {
	header: readonly string[]
	/** In the order of the file. */
	rows: { row: number; cells: readonly string[]; reasons: string[] }[]
}

/**
 * The original rows that an import refuses, or has refused once it is applied, each with its reasons.
 *
 * @returns null when there is no such import
 */
export async function listRefusedRows(scope: AccountScope, importId: string): Promise<RefusedRows | null> {
	const found = await getRosterImport(scope, importId)
	if (!found || found.state === 'discarded') return null
	const errors = found.result?.errors ?? (await planRosterImport(scope, { importId }))?.plan.errors ?? []
	const byRow = Map.groupBy(errors, ({ row }) => row)
	const { header, rows } = found.file
	const refused = rows.flatMap(({ row, cells }) => {
		const reasons = byRow.get(row)
		return reasons
			? [{ row, cells: header.map((_, i) => cells[i] ?? ''), reasons: reasons.map(describe) }]
			: []
	})
	return { header, rows: refused }
}

const describe = ({ column, message }: RowError) => (column ? `${column}: ${message}` : message)
