import type { RouterContextProvider } from 'react-router'
import type { z } from 'zod'
import { attemptUpload } from '#app/auth/rate-limits.server.ts'
import type { AddImport } from '#app/data/imports/add-import.server.ts'
import { addImport } from '#app/data/imports/add-import.server.ts'
import { startApply } from '#app/data/imports/start-apply.server.ts'
import type { startedImportSchema } from '#app/domain/api/import-operations.ts'
import type { ApplyMode } from '#app/domain/import/import-outcome.ts'
import { describeImportProblem } from '#app/domain/import/import-problem.ts'
import { ApiRefusal, refuseWith } from './api-refusal.server.ts'
import type { ApiSession } from './authenticate-token.server.ts'

export type Started = z.output<typeof startedImportSchema>

/** Keeps what was posted as an import, and has it applied where it can be read and is to be. */
export async function beginImport(
	{ scope, tokenId }: ApiSession,
	context: Readonly<RouterContextProvider>,
	of: AddImport & { mode: ApplyMode | 'keep' },
): Promise<Started> {
	const { mode, ...file } = of
	const attempt = await attemptUpload(context, { accountId: scope.accountId, userId: tokenId })
	if (!attempt.ok) throw new ApiRefusal({ code: 'too-many-requests', detail: attempt.message })
	const added = await addImport(scope, file)
	if (!added.ok) {
		const code = added.problem.kind === 'too-large' ? 'too-large' : 'invalid-request'
		throw refuseWith(code, describeImportProblem(added.problem))
	}
	const { importId, kind, isMapped, sameAs } = added
	const isStarted = isMapped && mode !== 'keep'
	if (isStarted) {
		const started = await startApply(scope, { importId, mode, idempotencyKey: file.idempotencyKey })
		// Sent before with the same key: it has come to its end meanwhile.
		if (!started.ok && started.reason !== 'settled') throw refuseWith('conflict', 'The import is gone.')
	}
	return { id: importId, kind, isStarted, sameAs: sameAs?.importId ?? null }
}
