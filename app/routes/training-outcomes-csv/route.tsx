import { requireAccess } from '#app/auth/require-access.server.ts'
import { findOutcomes } from '#app/data/training-outcomes/find-outcomes.server.ts'
import { outcomesSearchSchema } from '#app/domain/training-assignment/outcomes-search.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'
import { outcomesCsvColumns, outcomesCsvRows } from './rows.server.ts'

/** What the page with the same search compares; without a row where it compares nothing. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'training-outcomes.read')
	const search = outcomesSearchSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!search.success) throw notFound()
	const found = await findOutcomes(scope, person, { cycle: search.data.cycle })
	if (!found) throw notFound()
	const isNothing = 'kind' in found
	const csv = formatCsv(outcomesCsvColumns, isNothing ? [] : outcomesCsvRows(found))
	return csvResponse(csv, `training-outcomes-${isNothing ? account.slug : found.after.cycleName}.csv`)
}
