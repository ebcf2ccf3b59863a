import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { answerOnce, readIdempotencyKey } from '#app/auth/api/answer-once.server.ts'
import { missing, refuseWith } from '#app/auth/api/api-refusal.server.ts'
import { startUndo } from '#app/data/imports/start-undo.server.ts'
import { undoImportOperation } from '#app/domain/api/import-operations.ts'
import type { Route } from './+types/route.ts'

const POST = serve(undoImportOperation, async ({ session, request, params }) => {
	const importId = params.importId.toLowerCase()
	const key = readIdempotencyKey(request)
	return answerOnce(
		session,
		{ key, action: undoImportOperation.id, fingerprint: async () => importId },
		async () => {
			const started = await startUndo(session.scope, { importId, idempotencyKey: key })
			if (started.ok) return { answer: { id: importId }, fingerprint: importId }
			if (started.reason === 'gone') throw missing()
			throw refuseWith('conflict', 'It has not been applied, or it has been taken back already.')
		},
	)
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { POST })
export const action = (args: Route.ActionArgs) => answerApi(args, { POST })
