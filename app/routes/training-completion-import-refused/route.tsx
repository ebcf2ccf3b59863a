import { requireAccess } from '#app/auth/require-access.server.ts'
import { refusedRows } from '#app/data/refused-rows.server.ts'
import { getCompletionImport } from '#app/data/training-assignments/get-completion-import.server.ts'
import { remarkHeaders } from '#app/domain/import/remark-headers.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'

/** The refused rows as they were, each with its reasons, to be mended and uploaded as they are. */
export async function loader({ context, params }: Route.LoaderArgs) {
	const { scope } = requireAccess(context, 'training-assignments.import')
	const found = await getCompletionImport(scope, { importId: params.importId })
	if (!found?.read.ok) throw notFound()
	const [first, ...rows] = found.read.records
	const isRemark = (cell: string) => cell === remarkHeaders.row || cell === remarkHeaders.reason
	const cells = first?.cells ?? []
	const header = cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '' && !isRemark(cell)) + 1)
	return new Response([...refusedRows({ header, rows }, found.read.plan.errors)].join(''), {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': 'attachment; filename="refused-rows.csv"',
			'Cache-Control': 'private, no-store',
		},
	})
}
