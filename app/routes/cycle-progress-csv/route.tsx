import { requireAccess } from '#app/auth/require-access.server.ts'
import { findFollowedCycle } from '#app/data/find-followed-cycle.server.ts'
import { writeProgressCsv } from '#app/data/write-progress-csv.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { progressSearchSchema } from '#app/domain/cycle/progress-search.ts'
import { notFound } from '#app/lib/http.server.ts'
import { streamText } from '#app/lib/stream-text.server.ts'
import type { Route } from './+types/route.ts'

/** Exactly what the page has filtered, in its order, without pages. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'cycles.follow')
	const found = await findFollowedCycle(scope, person, { cycleId: params.cycleId })
	if (found === null) throw notFound()
	const search = progressSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const { cycle, seenBy } = found
	const today = todayIn(account.timeZone)
	const body = streamText(
		(write) => writeProgressCsv(scope, { cycle, seenBy, search, today }, write),
		request.signal,
	)
	const name = `progress-${cycle.name}-${search.view}.csv`.replace(/[^\w.-]+/g, '-')
	return new Response(body, {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${name}"`,
			'Cache-Control': 'private, no-store',
		},
	})
}
