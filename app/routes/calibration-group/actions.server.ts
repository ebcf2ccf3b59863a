import { z } from 'zod'
import { nameField } from '#app/auth/fields.ts'
import { changeCalibrationGroup } from '#app/data/change-calibration-group.server.ts'
import { deleteCalibrationGroup } from '#app/data/delete-calibration-group.server.ts'
import { lockCalibrationGroup } from '#app/data/lock-calibration-group.server.ts'
import { unlockCalibrationGroup } from '#app/data/unlock-calibration-group.server.ts'
import { longestReason } from '#app/domain/calibration/calibrated-tier.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { ChangeAnswer, GroupForm } from './change-tier.server.ts'
import { texts } from './words.ts'

/** What an action answers when it stays on the page. */
export type GroupAnswer =
	| ChangeAnswer
	| { kind: 'stale' }
	| { kind: 'unlock'; message: string }
	| {
			kind: 'edit'
			errors: Record<string, readonly string[]>
			values: { name: string; teamIds: string[] }
	  }

type Refused = { reason: 'gone' | 'not-running' | 'not-calibrating' | 'locked' | 'stale' }

function answerTo({ reason }: Refused, here: string) {
	if (reason === 'gone') throw notFound()
	if (reason === 'stale') return refusal<GroupAnswer>({ kind: 'stale' }, 'conflict')
	const sentences = {
		'not-running': texts.notRunning,
		'not-calibrating': texts.notCalibrating,
		locked: texts.groupLocked,
	}
	return redirectWithNotice(here, sentences[reason], { tone: 'info' })
}

const versionSchema = z.object({ version: rowVersion })

export async function lock({ session: { scope }, cycleId, groupId, form, here }: GroupForm) {
	const submission = parseFormData(form, versionSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const result = await lockCalibrationGroup(scope, { cycleId, groupId, ...submission.value })
	return result.ok ? redirectWithNotice(here, texts.locked(result.name)) : answerTo(result, here)
}

const unlockSchema = versionSchema.extend({
	reason: z
		.string({ error: texts.unlockReason })
		.trim()
		.min(1, texts.unlockReason)
		.max(longestReason, texts.longReason),
})

export async function unlock({ session: { scope }, cycleId, groupId, form, here }: GroupForm) {
	const submission = parseFormData(form, unlockSchema)
	if (submission.status !== 'success') {
		const [message = texts.unlockReason] = submission.reply().error?.['reason'] ?? []
		return refusal<GroupAnswer>({ kind: 'unlock', message })
	}
	const result = await unlockCalibrationGroup(scope, { cycleId, groupId, ...submission.value })
	return result.ok ? redirectWithNotice(here, texts.unlocked(result.name)) : answerTo(result, here)
}

export async function remove({ session: { scope, account }, cycleId, groupId, form, here }: GroupForm) {
	const submission = parseFormData(form, versionSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const result = await deleteCalibrationGroup(scope, { cycleId, groupId, ...submission.value })
	if (!result.ok) return answerTo(result, here)
	return redirectWithNotice(`/a/${account.slug}/cycles/${cycleId}/calibration`, texts.deleted(result.name))
}

const editSchema = versionSchema.extend({
	name: nameField('Give the group a name.'),
	team: z.array(z.guid(), { error: texts.noTeams }).max(100_000).default([]),
	below: z.literal('yes').optional(),
})

export async function edit({ session: { scope }, cycleId, groupId, form, here }: GroupForm) {
	const values = {
		name: typeof form.get('name') === 'string' ? String(form.get('name')) : '',
		teamIds: form.getAll('team').filter((id) => typeof id === 'string'),
	}
	const refused = (errors: Record<string, readonly string[]>, code: 'invalid' | 'conflict' = 'invalid') =>
		refusal<GroupAnswer>({ kind: 'edit', errors, values }, code)
	const submission = parseFormData(form, editSchema)
	if (submission.status !== 'success') {
		const found = submission.reply().error ?? {}
		return refused(Object.fromEntries(Object.entries(found).map(([name, list]) => [name, list ?? []])))
	}
	const { name, version, team, below } = submission.value
	const result = await changeCalibrationGroup(scope, {
		...{ cycleId, groupId, version, name },
		teams: { teamIds: team, withBelow: below === 'yes' },
	})
	if (result.ok) return redirectWithNotice(here, texts.saved(result.elsewhere))
	switch (result.reason) {
		case 'name-taken':
			return refused({ name: [texts.nameTaken] }, 'conflict')
		case 'no-teams':
			return refused({ team: [texts.noTeams] })
		case 'team-taken':
			return refused({ team: [texts.teamTaken(result.teams)] }, 'conflict')
		default:
			return answerTo(result, here)
	}
}
