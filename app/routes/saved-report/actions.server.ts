import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { changeSavedReport } from '#app/data/reports/change-saved-report.server.ts'
import { removeSavedReport } from '#app/data/reports/remove-saved-report.server.ts'
import { setDefaultView } from '#app/data/reports/set-default-view.server.ts'
import { saveReportSchedule } from '#app/data/reports/save-report-schedule.server.ts'
import { stopReportSchedule } from '#app/data/reports/stop-report-schedule.server.ts'
import { scheduleFormSchema } from '#app/domain/report/schedule-form.ts'
import { savedReportFormSchema } from '#app/domain/report/saved-report-form.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

export type ReportAnswer = {
	errors: Record<string, string[]>
	message?: string
	/** What was typed and not saved. */
	values?: { name: string; isShared: boolean }
}

type Target = { session: AccountSession; reportId: string; form: FormData }

const stale =
	'It was changed elsewhere in the meantime: what is saved stands below, beside what you typed. Look, then save again.'

async function change({ session, reportId, form }: Target) {
	const submission = parseFormData(form, savedReportFormSchema.extend({ version: rowVersion }))
	if (submission.status !== 'success') {
		const { name } = submission.reply().error ?? {}
		if (!name) throw refuse('invalid')
		return refusal<ReportAnswer>({ errors: { name } })
	}
	const changed = await changeSavedReport(session.scope, { reportId, ...submission.value })
	if (changed.ok) {
		return redirectWithNotice(`/a/${session.account.slug}/reports/saved/${reportId}`, 'The report is saved.')
	}
	if (changed.reason === 'gone') throw notFound()
	const { name, isShared } = submission.value
	return refusal<ReportAnswer>({ errors: {}, message: stale, values: { name, isShared } }, 'conflict')
}

async function remove({ session, reportId, form }: Target) {
	const submission = parseFormData(form, z.object({ version: rowVersion }))
	if (submission.status !== 'success') throw refuse('invalid')
	const removed = await removeSavedReport(session.scope, { reportId, ...submission.value })
	if (removed.ok) return redirectWithNotice(`/a/${session.account.slug}/reports`, 'The report is removed.')
	if (removed.reason === 'gone') throw notFound()
	return refusal<ReportAnswer>({ errors: {}, message: stale }, 'conflict')
}

async function schedule({ session, reportId, form }: Target) {
	const submission = parseFormData(form, scheduleFormSchema)
	if (submission.status !== 'success') {
		const { monthDay } = submission.reply().error ?? {}
		if (!monthDay) throw refuse('invalid')
		return refusal<ReportAnswer>({ errors: { monthDay } })
	}
	const saved = await saveReportSchedule(session.scope, { reportId, ...submission.value })
	if (!saved.ok) {
		const message =
			'You changed these mails somewhere else in the meantime. What is saved stands below; nothing of this form was saved.'
		return refusal<ReportAnswer>({ errors: {}, message }, 'conflict')
	}
	return redirectWithNotice(
		`/a/${session.account.slug}/reports/saved/${reportId}`,
		'You will be told by mail.',
	)
}

async function stop({ session, reportId }: Target) {
	await stopReportSchedule(session.scope, { reportId })
	return redirectWithNotice(
		`/a/${session.account.slug}/reports/saved/${reportId}`,
		'The mails about this report have stopped.',
	)
}

async function begin({ session, reportId, form }: Target) {
	const isDefault = form.get('isDefault') === 'yes'
	if (!(await setDefaultView(session.scope, { reportId, isDefault }))) throw notFound()
	return redirectWithNotice(
		`/a/${session.account.slug}/reports/saved/${reportId}`,
		isDefault ? 'You begin with this view now.' : 'You begin with the usual view again.',
	)
}

export const actions = { change, remove, schedule, stop, begin }
