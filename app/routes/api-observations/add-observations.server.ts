import { createHash } from 'node:crypto'
import type { RouterContextProvider } from 'react-router'
import type { z } from 'zod'
import type { ApiCall } from '#app/auth/api/answer-api.server.ts'
import { describeFaults } from '#app/auth/api/answer-api.server.ts'
import { answerOnce, readIdempotencyKey } from '#app/auth/api/answer-once.server.ts'
import { ApiRefusal, refuseWith } from '#app/auth/api/api-refusal.server.ts'
import type { ApiSession } from '#app/auth/api/authenticate-token.server.ts'
import { beginImport } from '#app/auth/api/begin-import.server.ts'
import { completeCatalogue } from '#app/data/metrics/complete-catalogue.server.ts'
import { listMetrics } from '#app/data/metrics/list-metrics.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { addObservationsOperation, postedObservationsSchema } from '#app/domain/api/import-operations.ts'
import type { ApplyMode } from '#app/domain/import/import-outcome.ts'
import type { MetricMapping } from '#app/domain/import/metric-mapping.ts'
import { emptyMapping } from '#app/domain/import/metric-mapping.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'

type Posted = z.output<typeof postedObservationsSchema>

/** The fields of a line, in this order in each of them. */
const fields = ['subject', 'metric', 'period', 'value', 'weight'] as const

/** Imports an array of values as a file of them would be, with nothing left to guess. */
export async function addObservations(
	{ session, request, query }: ApiCall<unknown, { mode: ApplyMode | 'keep' }>,
	context: Readonly<RouterContextProvider>,
) {
	const posted = await readBody(request)
	const key = readIdempotencyKey(request)
	const lines = posted.map((one) => JSON.stringify(lineOf(one))).join('\n')
	const fingerprint = createHash('sha256').update(`${query.mode} ${lines}`).digest('hex')
	const action = addObservationsOperation.id
	return answerOnce(session, { key, action, fingerprint: async () => fingerprint }, async () => {
		// What is measured is found among the metrics by name.
		await completeCatalogue(session.scope, { metrics: metricCatalogue })
		const answer = await beginImport(session, context, {
			fileName: 'observations',
			content: bytesOf(lines),
			kind: 'metrics-ndjson',
			mapping: await mappingFor(session),
			mode: query.mode,
			idempotencyKey: key,
		})
		return { answer, fingerprint }
	})
}

async function readBody(request: Request): Promise<Posted> {
	if (!request.headers.get('Content-Type')?.startsWith('application/json')) {
		throw refuseWith('unsupported-type', 'Send an array as application/json.')
	}
	let body: unknown
	try {
		body = await request.json()
	} catch {
		throw refuseWith('invalid-request', 'The body is no JSON.')
	}
	const posted = postedObservationsSchema.safeParse(body)
	if (posted.success) return posted.data
	throw new ApiRefusal(describeFaults(posted.error))
}

const lineOf = ({ subject = 'account', metric, period, value, weight }: Posted[number]) => ({
	...{ subject, metric, period },
	value: String(value),
	weight: weight === undefined || weight === null ? '' : String(weight),
})

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
	yield new TextEncoder().encode(text)
}

/** Shares are written 0 to 1, whatever their figures look like. */
async function mappingFor({ scope, person }: ApiSession): Promise<MetricMapping> {
	const { rows } = await listMetrics(scope, await readMetricSight(scope, person), {
		filter: { search: '', family: '', lens: '', state: 'active' },
		sort: 'key',
		order: 'asc',
	})
	const at = (field: (typeof fields)[number]) => fields.indexOf(field)
	return {
		...emptyMapping,
		subject: { column: at('subject'), is: 'any' },
		metric: { column: at('metric'), key: null },
		period: at('period'),
		grain: 'day',
		dateOrder: 'day-first',
		decimal: 'point',
		value: at('value'),
		weight: at('weight'),
		percents: Object.fromEntries(
			rows.flatMap(({ key, unit }) => (unit === 'share' ? [[key, 'of-1' as const]] : [])),
		),
	}
}
