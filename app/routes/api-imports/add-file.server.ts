import { createHash } from 'node:crypto'
import type { RouterContextProvider } from 'react-router'
import { answerOnce, readIdempotencyKey } from '#app/auth/api/answer-once.server.ts'
import { refuseWith } from '#app/auth/api/api-refusal.server.ts'
import type { ApiCall } from '#app/auth/api/answer-api.server.ts'
import { beginImport } from '#app/auth/api/begin-import.server.ts'
import { completeCatalogue } from '#app/data/metrics/complete-catalogue.server.ts'
import { addImportOperation, fileTypes } from '#app/domain/api/import-operations.ts'
import type { ApplyMode } from '#app/domain/import/import-outcome.ts'
import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'

type Query = { kind?: MetricImportKind | undefined; mode: ApplyMode | 'keep'; fileName: string }

/** Imports the body, which is never all of it in memory. */
export async function addFile(
	{ session, request, query }: ApiCall<unknown, Query>,
	context: Readonly<RouterContextProvider>,
) {
	const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? ''
	if (!fileTypes.some((known) => known === type)) {
		throw refuseWith('unsupported-type', `Send the file as it is, as one of ${fileTypes.join(', ')}.`)
	}
	const body = request.body
	if (!body) throw refuseWith('invalid-request', 'The body is empty. Send the file as the body.')
	const key = readIdempotencyKey(request)
	const hash = createHash('sha256').update(JSON.stringify(query))
	const hashed = async function* () {
		for await (const chunk of body) {
			hash.update(chunk)
			yield chunk
		}
	}
	return answerOnce(
		session,
		{
			...{ key, action: addImportOperation.id },
			fingerprint: async () => {
				for await (const _ of hashed());
				return hash.digest('hex')
			},
		},
		async () => {
			const { mode, kind, fileName } = query
			// What is measured is found among the metrics by name.
			await completeCatalogue(session.scope, { metrics: metricCatalogue })
			const answer = await beginImport(session, context, {
				...{ mode, kind, fileName, idempotencyKey: key },
				content: hashed(),
			})
			return { answer, fingerprint: hash.digest('hex') }
		},
	)
}
