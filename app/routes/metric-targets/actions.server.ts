import type { SubmissionResult } from '@conform-to/react'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { MetricTarget } from '#app/data/metrics/list-metric-targets.server.ts'
import { setMetricTarget } from '#app/data/metrics/set-metric-target.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { parseFormData } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { metricRemovalSchema, metricTargetSchema } from './schema.ts'

/** Why nothing was changed. `teamId` is null for the account. */
export type TargetRefusal = {
	status: 400 | 409
	teamId: string | null
	result: SubmissionResult
	current: MetricTarget | null
}

const staleText =
	'Somebody else changed this target meanwhile. Nothing of yours is lost: compare, then save again.'

type Of = { session: AccountSession; metric: MetricDefinition; form: FormData }

export async function setTarget({ session, metric, form }: Of): Promise<Response | TargetRefusal> {
	const today = todayIn(session.account.timeZone)
	const submission = parseFormData(form, metricTargetSchema({ today, isShare: metric.unit === 'share' }))
	if (submission.status !== 'success') {
		const given = form.get('teamId')
		const teamId = typeof given === 'string' && given !== '' ? given : null
		return { status: 400, teamId, result: submission.reply(), current: null }
	}
	const { teamId = null, version, value, dueOn } = submission.value
	const set = await setMetricTarget(session.scope, {
		...{ metricId: metric.id, teamId, version, target: { value, dueOn } },
	})
	if (set.ok) return done(session, metric, set.changed ? 'The target is saved.' : null)
	if (set.reason === 'gone') throw notFound()
	const result = submission.reply({ formErrors: [staleText] })
	return { status: 409, teamId, result, current: set.current }
}

export async function removeTarget({ session, metric, form }: Of): Promise<Response | TargetRefusal> {
	const submission = parseFormData(form, metricRemovalSchema)
	if (submission.status !== 'success') throw notFound()
	const { teamId = null, version } = submission.value
	const set = await setMetricTarget(session.scope, { metricId: metric.id, teamId, version, target: null })
	if (set.ok) return done(session, metric, set.changed ? 'The target is removed.' : null)
	if (set.reason === 'gone') throw notFound()
	const result = submission.reply({ formErrors: [staleText] })
	return { status: 409, teamId, result, current: set.current }
}

const done = ({ account }: AccountSession, { id }: MetricDefinition, text: string | null) =>
	redirectWithNotice(
		`/a/${account.slug}/metrics/${id}/targets`,
		text ?? 'Nothing was different, so nothing was saved.',
	)
