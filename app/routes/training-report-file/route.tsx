import { z } from 'zod'
import { noteExport } from '#app/auth/export-log.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { describeTrainingReport } from '#app/data/training-report/describe-training-report.server.ts'
import { exportFormats, formatNames, mostRowsAtOnce } from '#app/domain/job/export-format.ts'
import { trainingReportSearchSchema } from '#app/domain/training-report/report-search-schema.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { sheetResponse } from '#app/lib/sheet/sheet-response.server.ts'
import { writeSheet } from '#app/lib/sheet/write-sheet.server.ts'
import type { Route } from './+types/route.ts'

const formatSchema = z.enum(exportFormats)

/** Exactly the rows of the report with the same search, all pages of it: as CSV, as a workbook or on paper, as the address ends. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-needs.export')
	const url = new URL(request.url)
	const format = formatSchema.parse(url.pathname.split('.').at(-1))
	const search = trainingReportSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const found = await findTrainingNeedsScope(scope, person, search.data)
	if (found === null || found === 'nothing') throw notFound()
	const described = await describeTrainingReport(scope, person, { found, search: search.data, account })
	if (!described) throw notFound()
	const { sheet, rows } = described
	if (rows.length > mostRowsAtOnce[format]) {
		return redirectWithNotice(
			`/a/${account.slug}/reports/training-needs/report${url.search}`,
			`That is too long for ${formatNames[format]}. Narrow the report, or take it as CSV.`,
			{ tone: 'info' },
		)
	}
	if (format !== 'csv') noteExport(context, { rows: rows.length })
	return sheetResponse((take) => writeSheet({ format, sheet, rows }, take), {
		...{ format, signal: request.signal },
		name: `training-needs-${found.snapshot.cycleName}-by-${search.data.by}`,
	})
}
