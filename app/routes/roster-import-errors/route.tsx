import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listRefusedRows } from '#app/data/list-refused-rows.server.ts'
import { remarkHeaders } from '#app/domain/roster/roster-file.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'

/** The refused rows as they were, to be mended and imported again. */
export async function loader({ params, context }: Route.LoaderArgs) {
	const { scope } = requireAccess(context, 'people.manage')
	const isId = z.uuid().safeParse(params.importId).success
	const refused = isId ? await listRefusedRows(scope, params.importId) : null
	if (!refused) throw notFound()
	const csv = formatCsv(
		[...refused.header, remarkHeaders.row, remarkHeaders.reason],
		refused.rows.map(({ row, cells, reasons }) => [...cells, row, reasons.join(' ')]),
	)
	return csvResponse(csv, 'refused-rows.csv')
}
