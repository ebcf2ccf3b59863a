import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { pageAt, readPlace } from '#app/auth/api/paged.server.ts'
import { listImports } from '#app/data/imports/list-imports.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { addImportOperation, listImportsOperation } from '#app/domain/api/import-operations.ts'
import { metricImportKinds } from '#app/domain/import/import-kind.ts'
import type { Route } from './+types/route.ts'
import { addFile } from './add-file.server.ts'

const list = listImportsOperation.id

const GET = serve(listImportsOperation, async ({ session, query }) => {
	const { scope, person } = session
	const place = readPlace(list, query)
	const { rows, total } = await listImports(scope, {
		...{ ...place, sort: 'createdAt', order: 'desc' },
		kinds: ['roster', ...(may(person, 'metrics.import') ? metricImportKinds : [])],
	})
	const shown = rows.map(({ createdAt, appliedAt, undoneAt, ...row }) => ({
		...row,
		createdAt: createdAt.toISOString(),
		appliedAt: appliedAt?.toISOString() ?? null,
		undoneAt: undoneAt?.toISOString() ?? null,
	}))
	return pageAt(list, place, { rows: shown, total })
})

const post = ({ context }: Route.ActionArgs) => serve(addImportOperation, (call) => addFile(call, context))

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET, POST: post(args) })
