import { requireAccess } from '#app/auth/require-access.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { writeTrainingNeedsCsv } from '#app/data/write-training-needs-csv.server.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { notFound } from '#app/lib/http.server.ts'
import { streamText } from '#app/lib/stream-text.server.ts'
import type { Route } from './+types/route.ts'

/** Exactly what the page has filtered, in its order, without pages. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person } = requireAccess(context, 'training-needs.export')
	const search = trainingNeedSearchSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
	if (!search.success) throw notFound()
	const found = await findTrainingNeedsScope(scope, person, search.data)
	if (found === null || found === 'nothing') throw notFound()
	const { sort, order } = search.data
	const body = streamText(
		(write) =>
			writeTrainingNeedsCsv(scope, person, { ...found.filter, sort, order }, write, { byteOrderMark: true }),
		request.signal,
	)
	const name = `training-needs-${found.snapshot.cycleName}.csv`.replace(/[^\w.-]+/g, '-')
	return new Response(body, {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${name}"`,
			'Cache-Control': 'private, no-store',
		},
	})
}
