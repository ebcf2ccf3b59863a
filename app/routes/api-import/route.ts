import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { describeImport } from '#app/data/imports/describe-import.server.ts'
import { getImportResult } from '#app/data/imports/get-import-result.server.ts'
import { getImportOperation } from '#app/domain/api/import-operations.ts'
import type { Route } from './+types/route.ts'

const GET = serve(getImportOperation, async ({ session, params }) => {
	const { scope } = session
	const described = await describeImport(scope, params.importId)
	const outcome = described && (await getImportResult(scope, params.importId))
	if (!described || !outcome) throw missing()
	const { id, kind, fileName, sha256, createdAt, problems, questions } = described
	const { state, appliedAt, undoneAt, result, undone, job } = outcome
	const isOpen = state === 'uploaded'
	return {
		...{ id, kind, state, fileName, sha256 },
		createdAt: createdAt.toISOString(),
		appliedAt: appliedAt?.toISOString() ?? null,
		undoneAt: undoneAt?.toISOString() ?? null,
		problems: isOpen ? problems : [],
		questions: isOpen ? questions.map(({ about }) => about) : [],
		counts: result?.counts ?? null,
		undone,
		job: job && { state: job.state, problem: job.problem },
	}
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
