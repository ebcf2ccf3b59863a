import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { dismissNotice } from '#app/data/dismiss-notice.server.ts'
import { saveReminderChoice } from '#app/data/save-reminder-choice.server.ts'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { reminderOccasions } from '#app/domain/cycle/reminder.ts'
import { parseFormData } from '#app/lib/form.server.ts'
import { refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

/** Longer than a quarter nobody is left in peace by a slip of a date. */
export const longestSnooze = 92

const texts = {
	date: 'Enter a date, such as 2026-12-07, or leave it empty.',
	past: 'Choose a day after today, or leave it empty: then reminders come at once.',
	far: 'Choose a day within three months. To be left in peace for longer, choose ‘Only the essential’.',
	conflict:
		'You changed this somewhere else in the meantime. What is saved stands below; nothing of this form was saved.',
}

export type ReminderAnswer = { errors: Record<string, string[]>; message?: string }

const choiceSchema = z.object({
	onlyEssential: z.enum(['yes', 'no']),
	snoozedUntil: z.iso.date(texts.date).optional(),
	version: z.coerce.number().int().min(0).max(2_147_483_647),
})

export async function choose({ scope, account }: AccountSession, form: FormData) {
	const submission = parseFormData(form, choiceSchema)
	if (submission.status !== 'success') {
		const errors = submission.reply().error ?? {}
		if (!errors['snoozedUntil']) throw refuse('invalid')
		return refusal<ReminderAnswer>({ errors: { snoozedUntil: errors['snoozedUntil'] } })
	}
	const { onlyEssential, snoozedUntil, version } = submission.value
	const wrong = snoozedUntil && problemOf(snoozedUntil, todayIn(account.timeZone))
	if (wrong) return refusal<ReminderAnswer>({ errors: { snoozedUntil: [wrong] } })
	const saved = await saveReminderChoice(scope, {
		onlyEssential: onlyEssential === 'yes',
		snoozedUntil: snoozedUntil ?? null,
		version,
	})
	if (!saved.ok) return refusal<ReminderAnswer>({ errors: {}, message: texts.conflict }, 'conflict')
	return redirectWithNotice(`/a/${account.slug}/reminders`, 'Your reminders are saved.')
}

function problemOf(until: Day, today: Day): string | null {
	if (until <= today) return texts.past
	return until > shiftDay(today, longestSnooze) ? texts.far : null
}

const dismissSchema = z.object({
	cycleId: z.guid(),
	occasion: z.enum(reminderOccasions),
	aboutOn: z.iso.date(),
})

export async function dismiss({ scope, account }: AccountSession, form: FormData) {
	const submission = parseFormData(form, dismissSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	await dismissNotice(scope, submission.value)
	return redirectWithNotice(`/a/${account.slug}`, 'The notice is put away.')
}
