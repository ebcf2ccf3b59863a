import { z } from 'zod'
import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { readCursor } from '#app/auth/api/read-cursor.server.ts'
import type { ObservationPlace } from '#app/data/metrics/list-observations.server.ts'
import { listObservations } from '#app/data/metrics/list-observations.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { day, id } from '#app/domain/api/fields.ts'
import { addObservationsOperation } from '#app/domain/api/import-operations.ts'
import { listObservationsOperation } from '#app/domain/api/metric-operations.ts'
import { grains } from '#app/domain/metric/period.ts'
import { encodeCursor } from '#app/lib/cursor.server.ts'
import type { Route } from './+types/route.ts'
import { addObservations } from './add-observations.server.ts'

const list = listObservationsOperation.id
const placeSchema = z.tuple([day, id, z.enum(grains)])

const GET = serve(listObservationsOperation, async ({ session, query }) => {
	const { scope, person } = session
	const { metric, subject, from, until, limit, cursor } = query
	const place = readCursor(list, cursor, placeSchema)
	const found = await listObservations(scope, await readMetricSight(scope, person), {
		...{ metric, from, until, limit },
		subjectId: subject,
		after: place && { startsOn: place[0], subjectId: place[1], grain: place[2] },
	})
	if (!found) throw missing()
	const { rows, hasMore } = found
	const last = rows.at(-1)
	return {
		data: rows.map(({ subjectKind, subjectId, ...row }) => ({
			...row,
			subject: { kind: subjectKind, id: subjectId },
		})),
		next: hasMore && last ? encodeCursor(list, placeOf(last)) : null,
	}
})

const placeOf = ({ startsOn, subjectId, grain }: ObservationPlace) => [startsOn, subjectId, grain]

const post = ({ context }: Route.ActionArgs) =>
	serve(addObservationsOperation, (call) => addObservations(call, context))

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET, POST: post(args) })
