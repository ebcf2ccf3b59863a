import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { nameField } from '#app/auth/fields.ts'
import { addCalibrationGroup } from '#app/data/add-calibration-group.server.ts'
import { suggestCalibrationGroups } from '#app/data/suggest-calibration-groups.server.ts'
import { idempotencyKey, parseFormData } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { texts } from './words.ts'

type Of = { session: AccountSession; cycleId: string; form: FormData }

/** What the form of a new group shows again. */
export type NewGroupAnswer = {
	errors: Record<string, readonly string[]>
	values: { name: string; teamIds: string[] }
}

const here = ({ session, cycleId }: Of) => `/a/${session.account.slug}/cycles/${cycleId}/calibration`

const schema = z.object({
	name: nameField('Give the group a name.'),
	team: z.array(z.guid(), { error: texts.noTeams }).max(100_000).default([]),
	below: z.literal('yes').optional(),
	idempotencyKey,
})

export async function add(of: Of) {
	const { session, cycleId, form } = of
	const submission = parseFormData(form, schema)
	const values = {
		name: typeof form.get('name') === 'string' ? String(form.get('name')) : '',
		teamIds: form.getAll('team').filter((id) => typeof id === 'string'),
	}
	const refused = (errors: Record<string, readonly string[]>, code: 'invalid' | 'conflict' = 'invalid') =>
		refusal<NewGroupAnswer>({ errors, values }, code)
	if (submission.status !== 'success') {
		const found = submission.reply().error ?? {}
		return refused(Object.fromEntries(Object.entries(found).map(([name, list]) => [name, list ?? []])))
	}
	const { name, team, below, idempotencyKey: key } = submission.value
	const result = await addCalibrationGroup(session.scope, {
		...{ cycleId, name, idempotencyKey: key },
		teams: { teamIds: team, withBelow: below === 'yes' },
	})
	if (result.ok) {
		return redirectWithNotice(`${here(of)}/${result.groupId}`, texts.added(name, result.elsewhere))
	}
	switch (result.reason) {
		case 'gone':
			throw notFound()
		case 'not-running':
			return redirectWithNotice(here(of), texts.notRunning, { tone: 'info' })
		case 'name-taken':
			return refused({ name: [texts.nameTaken] }, 'conflict')
		case 'no-teams':
			return refused({ team: [texts.noTeams] })
		case 'team-taken':
			return refused({ team: [texts.teamTaken(result.teams)] }, 'conflict')
	}
}

export async function suggest(of: Of) {
	const result = await suggestCalibrationGroups(of.session.scope, { cycleId: of.cycleId })
	if (result.ok) return redirectWithNotice(here(of), texts.suggested(result.groups))
	if (result.reason === 'gone') throw notFound()
	return redirectWithNotice(here(of), texts.notRunning, { tone: 'info' })
}
