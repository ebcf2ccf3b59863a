import { z } from 'zod'
import { addLateJoiner } from '#app/data/add-late-joiner.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { moveCyclePhase } from '#app/data/move-cycle-phase.server.ts'
import { parseFormData } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { CycleAnswer, CycleRequest } from './actions.server.ts'

const moveSchema = z.object({ to: z.enum(['review', 'calibration']) })

const moved = {
	review: 'is in review. Whoever is late can still send.',
	calibration: 'is in calibration. No check-in can be sent any more.',
}

/** Moves the cycle on by hand. */
export async function move({ session: { scope, account }, cycleId, form }: CycleRequest) {
	const submission = parseFormData(form, moveSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const { to } = submission.value
	const result = await moveCyclePhase(scope, { cycleId, to })
	if (!result.ok && result.reason === 'gone') throw notFound()
	const cycle = await getCycle(scope, { cycleId })
	const name = cycle?.name ?? 'The cycle'
	const page = `/a/${account.slug}/cycles/${cycleId}`
	if (result.ok) return redirectWithNotice(page, `${name} ${moved[to]}`)
	const isPast = result.reason === 'not-now' && result.phase !== 'draft'
	const text = isPast ? `${name} is past that already. Nothing was changed.` : `${name} is not open yet.`
	return redirectWithNotice(page, text, { tone: 'info' })
}

const addSchema = z.object({ memberId: z.guid() })

const addRefusals = {
	left: (name: string) =>
		`${name} has left, so there is nobody to ask. Clear the last day under People first.`,
	'no-family': (name: string) =>
		`${name} has no role family that is asked anything, so there are no questions. Give them one under People first.`,
	'starts-later': (name: string) => `${name} starts after this cycle ends. Ask them in the next one.`,
	closed: 'Nobody who joins now could answer any more: the phase for answers is over. Nothing was changed.',
	draft: 'The cycle is not open yet. Whoever is in the roster when it opens takes part.',
}

/** Adds somebody who came late. */
export async function add({ session: { scope }, cycleId, form, here }: CycleRequest) {
	const submission = parseFormData(form, addSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const result = await addLateJoiner(scope, { cycleId, memberId: submission.value.memberId })
	if (result.ok) {
		const text = result.added
			? `${result.name} takes part from now on.`
			: `${result.name} takes part already.`
		return redirectWithNotice(here, text, { tone: result.added ? 'success' : 'info' })
	}
	if (result.reason === 'gone') throw notFound()
	const message =
		result.reason === 'closed'
			? addRefusals[result.phase === 'draft' ? 'draft' : 'closed']
			: addRefusals[result.reason](result.name)
	return refusal<CycleAnswer>({ kind: 'refused', title: 'Nobody was added', message }, 'conflict')
}
