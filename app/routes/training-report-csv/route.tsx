import { requireAccess } from '#app/auth/require-access.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { listGroupAttributes } from '#app/data/training-report/list-group-attributes.server.ts'
import { writeTrainingReportCsv } from '#app/data/training-report/write-training-report-csv.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { trainingReportSearchSchema } from '#app/domain/training-report/report-search-schema.ts'
import { csvResponse } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'

/** Exactly the rows of the report with the same search, all pages of it. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-needs.export')
	const parsed = trainingReportSearchSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!parsed.success) throw notFound()
	const { by, sort, order, attr } = parsed.data
	const found = await findTrainingNeedsScope(scope, person, parsed.data)
	if (found === null || found === 'nothing') throw notFound()
	const attributes =
		by === 'attribute' ? await listGroupAttributes(scope, { snapshotId: found.snapshot.id }) : []
	const groupAttribute = attributes.find((name) => name === attr) ?? attributes[0]
	const csv = await writeTrainingReportCsv(scope, person, found, {
		...{ by, sort, order, groupAttribute },
		today: todayIn(account.timeZone),
	})
	if (csv === null) throw notFound()
	return csvResponse(csv, `training-needs-${found.snapshot.cycleName}-by-${by}.csv`.replace(/[^\w.-]+/g, '-'))
}
