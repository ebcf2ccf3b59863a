import { applyRosterWithin } from '#app/data/apply-roster-within.server.ts'
import { besidesTransaction } from '#app/data/database.server.ts'
import { readUserName } from '#app/data/read-user-name.server.ts'
import type { RosterMoves } from '#app/data/roster-moves.server.ts'
import { applyParameters } from '#app/domain/roster/job-parameters.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { managersMovedMails } from '#app/mail/roster-mails.server.ts'
import type { RunWork } from './job-work.server.ts'
import { refuseTooLarge } from './refuse-too-large.server.ts'

export const runApplyRoster: RunWork = refuseTooLarge(
	async ({ transaction, scope, account, job, progress, signal }) => {
		if (job.subjectId === null) return { ok: false, problem: 'gone' }
		const parameters = applyParameters.parse(job.parameters)
		const by = await besidesTransaction(() => readUserName(scope))
		const announce = (moves: RosterMoves) =>
			managersMovedMails({
				...moves,
				account,
				by: by ?? 'An administrator of the server',
				at: new Date(),
				baseUrl: getEnv().CONTOUR_BASE_URL,
			})
		const applied = await applyRosterWithin(transaction, scope, {
			importId: job.subjectId,
			...parameters,
			announce,
			onProgress: progress,
			signal,
		})
		if (!applied.ok) return { ok: false, problem: applied.reason }
		return { ok: true, result: { counts: applied.counts } }
	},
)
