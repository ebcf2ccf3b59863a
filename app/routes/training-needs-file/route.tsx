import { z } from 'zod'
import { noteExport } from '#app/auth/export-log.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { describeTrainingNeeds } from '#app/data/describe-training-needs.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { readTrainingNeedsColumns } from '#app/data/training-needs-columns.server.ts'
import type { TrainingNeedsFile } from '#app/data/write-training-needs.server.ts'
import { writeTrainingNeeds } from '#app/data/write-training-needs.server.ts'
import { exportFormats, formatNames, mostRowsAtOnce } from '#app/domain/job/export-format.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { TakeBytes } from '#app/lib/sheet/sheet.ts'
import { sheetResponse } from '#app/lib/sheet/sheet-response.server.ts'
import type { Route } from './+types/route.ts'

const formatSchema = z.enum(exportFormats)

/** Exactly what the page has filtered, in its order, without pages: as CSV, as a workbook or on paper, as the address ends. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-needs.export')
	const url = new URL(request.url)
	const format = formatSchema.parse(url.pathname.split('.').at(-1))
	const search = trainingNeedSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const found = await findTrainingNeedsScope(scope, person, search.data)
	if (found === null || found === 'nothing') throw notFound()
	let file: TrainingNeedsFile
	if (format === 'csv') file = { format, sheet: { columns: await readTrainingNeedsColumns(scope, found) } }
	else {
		const described = await describeTrainingNeeds(scope, person, { found, search: search.data, account })
		if (!described) throw notFound()
		if (described.rows > mostRowsAtOnce[format]) {
			return redirectWithNotice(
				`/a/${account.slug}/reports/training-needs${url.search}`,
				`That is too much to wait for. “Prepare as ${formatNames[format]}” writes it behind the page and tells you by mail.`,
				{ tone: 'info' },
			)
		}
		noteExport(context, { rows: described.rows })
		file = { format, sheet: described.sheet }
	}
	const { sort, order } = search.data
	const write = (take: TakeBytes) =>
		writeTrainingNeeds(scope, person, { file, filter: found.filter, sort, order }, take)
	const name = `training-needs-${found.snapshot.cycleName}`
	return sheetResponse(write, { format, name, signal: request.signal })
}
