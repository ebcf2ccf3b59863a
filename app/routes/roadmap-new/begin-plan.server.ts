import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { addRoadmap } from '#app/data/roadmaps/add-roadmap.server.ts'
import { findPeople } from '#app/data/roadmaps/find-people.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { noPersonTexts, ownSponsorText } from '#app/domain/roadmap/person-words.ts'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { schedulePhases, spanOf } from '#app/domain/roadmap/phase.ts'
import { roadmapFormSchema } from '#app/domain/roadmap/roadmap-form.ts'
import { sourceWarning } from '#app/domain/roadmap/roadmap-lens.ts'
import type { RoadmapTemplate } from '#app/domain/roadmap/template.ts'
import { idempotencyKey, parseFormData } from '#app/lib/form.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { listPlanTeams } from './read-page.server.ts'

export type NewAnswer = {
	status: 200 | 400
	result: SubmissionResult
	preview: { phases: PlannedPhase[]; warning: string | null } | null
}

/** Begins the plan that a form describes, or shows what it would be. */
export async function beginPlan(
	session: AccountSession,
	template: RoadmapTemplate,
	form: FormData,
): Promise<Response | NewAnswer> {
	const { scope, account } = session
	const today = todayIn(account.timeZone)
	const schema = roadmapFormSchema({ lens: template.lens, today }).and(z.object({ idempotencyKey }))
	const submission = parseFormData(form, schema)
	if (submission.status !== 'success') return { status: 400, result: submission.reply(), preview: null }
	const given = submission.value
	const refuse = (field: string, message: string): NewAnswer => {
		const result = submission.reply({ fieldErrors: { [field]: [message] } })
		return { status: 400, result, preview: null }
	}
	const { teams, mayPlanAccount } = await listPlanTeams(session)
	const mayPlan = given.teamId ? teams.some(({ id }) => id === given.teamId) : mayPlanAccount
	if (!mayPlan) return refuse('teamId', 'Choose a team from the list.')
	const owner = await findPeople(scope, { texts: given.owner ? [given.owner] : [], today })
	if (!owner.ok) return refuse('owner', noPersonTexts[owner.reason](owner.text))
	const sponsors = await findPeople(scope, { texts: given.sponsors, today })
	if (!sponsors.ok) return refuse('sponsors', noPersonTexts[sponsors.reason](sponsors.text))
	const phases = schedulePhases(given.startsOn)
	if (form.get('intent') === 'preview') {
		const warning = sourceWarning({ lens: template.lens, ...given, ...spanOf(phases) })
		return { status: 200, result: submission.reply(), preview: { phases, warning: warning?.text ?? null } }
	}
	const added = await addRoadmap(scope, {
		input: {
			...{ name: given.name, teamId: given.teamId ?? null, withBelow: given.withBelow === 'yes' },
			...{ startLevel: given.startLevel, targetLevel: given.targetLevel },
			...{ ownerId: owner.ids[0] ?? null, sponsorIds: sponsors.ids },
		},
		...{ template, phases, startsOn: given.startsOn, idempotencyKey: given.idempotencyKey },
	})
	if (added.ok) {
		const href = `/a/${account.slug}/roadmaps/${added.roadmapId}`
		return redirectWithNotice(href, `${given.name} is begun.`)
	}
	if (added.reason === 'own-sponsor') return refuse('sponsors', ownSponsorText)
	return added.reason === 'team-gone'
		? refuse('teamId', 'This team is gone or archived. Choose another.')
		: refuse('sponsors', 'Somebody whom you named is gone. Load the page again.')
}
