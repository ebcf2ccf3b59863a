import type { SubmissionResult } from '@conform-to/react'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { archiveTeam } from '#app/data/archive-team.server.ts'
import { changeTeam } from '#app/data/change-team.server.ts'
import { setTeamMarks } from '#app/data/team-assessments/set-team-marks.server.ts'
import type { TeamDetails } from '#app/data/get-team.server.ts'
import { refusalsByField, teamFormSchema } from '#app/domain/roster/member-form.ts'
import { shownMarks } from '#app/domain/team-assessment/marks-form.ts'
import { chooseMarks } from '#app/domain/team-assessment/team-marks.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { managersMovedMails } from '#app/mail/roster-mails.server.ts'

/** Why nothing was changed, with what somebody else saved in between. */
export type TeamRefusal = { status: 400 | 409; result: SubmissionResult; current: TeamDetails | null }

const staleMessage =
	'Somebody else changed this team meanwhile. Nothing of yours is lost: compare, then save again.'

/** Saves name, place and lead as they were typed. */
export async function saveTeam(
	session: AccountSession,
	teamId: string,
	form: FormData,
): Promise<Response | TeamRefusal> {
	const submission = parseFormData(form, teamFormSchema.extend({ version: rowVersion }))
	if (submission.status !== 'success') return { status: 400, result: submission.reply(), current: null }
	const { version, ...input } = submission.value
	const { scope, account, user } = session
	const changed = await changeTeam(scope, {
		teamId,
		version,
		input,
		announce: (moves) =>
			managersMovedMails({
				...moves,
				account,
				by: user.name,
				at: new Date(),
				baseUrl: getEnv().CONTOUR_BASE_URL,
			}),
	})
	if (changed.ok) {
		const message = changed.changed
			? `${input.name} is saved.`
			: 'Nothing was different, so nothing was saved.'
		return redirectWithNotice(`/a/${account.slug}/teams/${teamId}`, message)
	}
	if (changed.reason === 'gone') throw notFound()
	if (changed.reason === 'stale') {
		return { status: 409, result: submission.reply({ formErrors: [staleMessage] }), current: changed.current }
	}
	const fieldErrors = refusalsByField(changed.refusals)
	return { status: 400, result: submission.reply({ fieldErrors }), current: null }
}

/** Takes the team out of the tree or puts it back; what stands against it is said on the page that follows. */
export async function moveToArchive(
	session: AccountSession,
	teamId: string,
	archive: boolean,
): Promise<Response> {
	const { scope, account } = session
	const url = `/a/${account.slug}/teams/${teamId}`
	const done = await archiveTeam(scope, { teamId, archive })
	if (done.ok)
		return redirectWithNotice(url, archive ? 'The team is archived.' : 'The team is back in the tree.')
	if (done.reason === 'gone') throw notFound()
	const reasons = {
		occupied: 'There are people or teams in this team by now. Move them first, then archive it.',
		'parent-archived': 'The team above is archived. Put that one back first.',
		'name-taken': 'There is another team of this name at this place by now. Rename that one first.',
	}
	return redirectWithNotice(url, reasons[done.reason], { tone: 'error' })
}

/** Says which lenses apply to the team. */
export async function saveMarks(
	{ scope, account }: AccountSession,
	teamId: string,
	form: FormData,
): Promise<Response> {
	const url = `/a/${account.slug}/teams/${teamId}`
	const shown = shownMarks.safeParse(form.get('shown'))
	if (!shown.success) {
		const outdated = 'The form of the lenses was out of date, so nothing was saved. Choose again.'
		return redirectWithNotice(url, outdated, { tone: 'error' })
	}
	const boxes = {
		builds: form.has('builds'),
		engineering: form.has('engineering'),
		regulated: form.has('regulated'),
	}
	const marks = chooseMarks(shown.data, boxes, { acceptsProposals: true })
	const done = await setTeamMarks(scope, marks ? [{ teamId, shown: shown.data, marks }] : [])
	if (!done.ok) {
		const stale =
			'Somebody else changed the lenses meanwhile, so nothing was saved. They are shown as they are now.'
		return redirectWithNotice(url, stale, { tone: 'error' })
	}
	const message = done.changed > 0 ? 'The lenses are saved.' : 'Nothing was different, so nothing was saved.'
	return redirectWithNotice(url, message)
}
