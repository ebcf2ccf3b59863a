import type { RouterContextProvider } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { attemptUpload } from '#app/auth/rate-limits.server.ts'
import { addImport } from '#app/data/imports/add-import.server.ts'
import { completeCatalogue } from '#app/data/metrics/complete-catalogue.server.ts'
import { importLimits, metricImportKindSchema } from '#app/domain/import/import-kind.ts'
import { describeImportProblem } from '#app/domain/import/import-problem.ts'
import type { AppErrorCode } from '#app/lib/app-error.ts'
import { idempotencyKey } from '#app/lib/form.server.ts'
import { takeUpload } from '#app/lib/take-upload.server.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'

type Received = { ok: true; importId: string } | { ok: false; message: string; code: AppErrorCode }

/** Keeps the posted file as an import, while it comes. */
export async function receiveFile(
	request: Request,
	context: Readonly<RouterContextProvider>,
	{ scope, user }: AccountSession,
): Promise<Received> {
	const received = await takeUpload(request, {
		maxBytes: importLimits.bytes,
		take: async ({ name, content, fields }): Promise<Received> => {
			const attempt = await attemptUpload(context, { accountId: scope.accountId, userId: user.id })
			if (!attempt.ok) return { ok: false, message: attempt.message, code: 'too-many' }
			const kind = fields.get('kind') || undefined
			const chosen = metricImportKindSchema.optional().safeParse(kind)
			if (!chosen.success)
				return { ok: false, message: 'Choose what the file is from the list.', code: 'invalid' }
			// What a file measures is found among the metrics by name.
			await completeCatalogue(scope, { metrics: metricCatalogue })
			const added = await addImport(scope, {
				fileName: name,
				content,
				kind: chosen.data,
				idempotencyKey: idempotencyKey.safeParse(fields.get('idempotencyKey')).data,
			})
			if (added.ok) return { ok: true, importId: added.importId }
			const code = added.problem.kind === 'too-large' ? 'too-large' : 'invalid'
			return { ok: false, message: describeImportProblem(added.problem), code }
		},
	})
	return received ?? { ok: false, message: 'Choose a file first.', code: 'invalid' }
}
