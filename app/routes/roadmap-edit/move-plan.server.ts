import { z } from 'zod'
import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import type { Roadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { moveSchedule } from '#app/data/roadmaps/move-schedule.server.ts'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { describeMove, moveDue, phaseKeys, spanOf } from '#app/domain/roadmap/phase.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { startDay } from '#app/domain/roadmap/roadmap-form.ts'
import { sourceWarning } from '#app/domain/roadmap/roadmap-lens.ts'
import { moveWhat } from '#app/domain/roadmap/schedule-move.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

export type MoveAnswer = {
	status: 200 | 400 | 409
	which: 'move'
	typed: { what: string; to: string }
	problem: string | null
	preview: {
		phases: PlannedPhase[]
		/** Items whose own day moves along. */
		items: number
		warning: string | null
		version: number
	} | null
}

const schema = (today: string) =>
	z.object({ what: z.enum(['start', ...phaseKeys]), to: startDay(today), version: rowVersion })

const problems = {
	closed: 'What you would move is closed, and stays on its days.',
	'before-start': 'A phase cannot end before it begins. Choose a later day.',
	'plan-closed': 'The plan is closed. Open it again first.',
	same: 'Nothing would move.',
	stale: 'Somebody else changed this plan meanwhile. Nothing is moved: preview it again.',
}

/** Previews what follows when the start or a phase moves, or moves it as it was previewed. */
export async function movePlan(of: {
	session: RoadmapSession
	plan: Roadmap
	form: FormData
	here: string
}): Promise<Response | MoveAnswer> {
	const { session, plan, form, here } = of
	const { scope, account, roadmapId } = session
	const typed = { what: String(form.get('what') ?? ''), to: String(form.get('to') ?? '') }
	const refuse = (status: 400 | 409, problem: string): MoveAnswer => ({
		...{ status, which: 'move', typed, problem, preview: null },
	})
	const submission = parseFormData(form, schema(todayIn(account.timeZone)))
	if (submission.status !== 'success') {
		return refuse(400, submission.error?.to?.[0] ?? 'Choose what moves, and to which day.')
	}
	const { version, what, to } = submission.value
	const moved = moveWhat(plan.phases, { what, to })
	if (!moved.ok) return refuse(400, problems[moved.reason])
	const { phases } = moved
	const moves = describeMove(plan.phases, phases)
	if (moves.length === 0) return refuse(400, problems.same)
	if (form.get('intent') === 'preview') {
		const items = plan.items.filter(({ phase, dueOn, state }) => {
			const move = moves.find(({ key }) => key === phase)
			return (
				move && dueOn !== null && (state === 'todo' || state === 'doing') && moveDue(dueOn, move) !== dueOn
			)
		}).length
		const warning = sourceWarning({ ...plan, ...spanOf(phases) })?.text ?? null
		return {
			...{ status: 200, which: 'move', typed, problem: null },
			preview: { phases, items, warning, version: plan.version },
		}
	}
	const done = await moveSchedule(scope, { roadmapId, version, phases })
	if (done.ok) return redirectWithNotice(here, 'The plan is moved.')
	if (done.reason === 'gone') throw notFound()
	return refuse(409, problems[done.reason])
}
