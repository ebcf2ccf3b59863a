import { z } from 'zod'
import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { discardCheckpoint } from '#app/data/roadmaps/discard-checkpoint.server.ts'
import { holdCheckpoint } from '#app/data/roadmaps/hold-checkpoint.server.ts'
import { saveDecisions } from '#app/data/roadmaps/save-decisions.server.ts'
import { sendMinutes } from '#app/data/roadmaps/send-minutes.server.ts'
import type { WriteMinutes } from '#app/data/roadmaps/send-minutes.server.ts'
import { decisionsText } from '#app/domain/roadmap/checkpoint-form.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { firstError, parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { minutesMails } from '#app/mail/minutes-mails.server.ts'

/** What the page says of a refused action. `theirs` is what somebody else saved meanwhile, `mine` what was sent. */
export type CheckpointAnswer = {
	status: 400 | 409
	text: string
	mine: string | null
	theirs: { decisions: string; version: number } | null
}

type Of = { session: RoadmapSession; checkpointId: string; form: FormData; here: string }

const texts = {
	held: 'This checkpoint was held meanwhile. It changes no more.',
	'plan-closed': 'The plan is closed. Open it again first.',
	stale: 'Somebody else changed the decisions meanwhile. Both stand below: put them together and save again.',
	draft: 'Hold the checkpoint first.',
	sent: 'The minutes were sent already.',
}

const refuse = (status: 400 | 409, text: string, more: Partial<CheckpointAnswer> = {}): CheckpointAnswer => {
	return { status, text, mine: null, theirs: null, ...more }
}

const schema = z.object({
	version: rowVersion,
	decisions: decisionsText,
	minutes: z.literal('on').optional(),
})

const writeMinutes =
	({ account }: RoadmapSession): WriteMinutes =>
	(minutes) =>
		minutesMails(minutes, { account, baseUrl: getEnv().CONTOUR_BASE_URL })

async function write({ session, checkpointId, form, here }: Of, intent: 'save' | 'hold') {
	const { scope, roadmapId, account } = session
	const sent = form.get('decisions')
	const mine = typeof sent === 'string' ? sent : ''
	const submission = parseFormData(form, schema)
	if (submission.status !== 'success') {
		return refuse(400, firstError(submission.error), { mine })
	}
	const { version, decisions, minutes } = submission.value
	const of = { roadmapId, checkpointId, version, decisions }
	const held =
		intent === 'hold'
			? await holdCheckpoint(scope, {
					...{ ...of, locale: account.locale },
					minutes: minutes === 'on' ? writeMinutes(session) : null,
				})
			: null
	const done = held ?? (await saveDecisions(scope, of))
	if (!done.ok) {
		if (done.reason === 'gone') throw notFound()
		return refuse(409, texts[done.reason], { mine, theirs: done.reason === 'stale' ? done.current : null })
	}
	if (!held?.ok) return redirectWithNotice(here, 'The draft is saved.')
	const { mails } = held
	const nobody =
		minutes === 'on' ? ' Nobody could be sent the minutes: the owner and sponsors have no access.' : ''
	return redirectWithNotice(
		here,
		`The checkpoint is held.${mails > 0 ? ' Its minutes are on their way.' : nobody}`,
	)
}

async function discard({ session, checkpointId, here }: Of) {
	const { scope, roadmapId } = session
	const done = await discardCheckpoint(scope, { roadmapId, checkpointId })
	if (done.ok) return redirectWithNotice(here.slice(0, here.lastIndexOf('/')), 'The draft is discarded.')
	if (done.reason === 'gone') throw notFound()
	return refuse(409, texts[done.reason])
}

async function send({ session, checkpointId, here }: Of) {
	const { scope, roadmapId } = session
	const done = await sendMinutes(scope, { roadmapId, checkpointId, write: writeMinutes(session) })
	if (!done.ok) {
		if (done.reason === 'gone') throw notFound()
		return refuse(409, texts[done.reason])
	}
	return done.mails > 0
		? redirectWithNotice(here, 'The minutes are on their way.')
		: refuse(409, 'Nobody could be sent the minutes: the owner and sponsors have no access.')
}

/** By the intent of the form; all of them for who edits the plan. */
export const checkpointActions = {
	save: (of: Of) => write(of, 'save'),
	hold: (of: Of) => write(of, 'hold'),
	...{ discard, send },
}
