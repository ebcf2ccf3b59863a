import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { archiveMetric } from '#app/data/metrics/archive-metric.server.ts'
import { changeMetric } from '#app/data/metrics/change-metric.server.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { metricFormSchema } from '#app/domain/metric/metric-form.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

/** Why nothing was changed, with what somebody else saved in between. */
export type MetricRefusal = { status: 400 | 409; result: SubmissionResult; current: MetricDefinition | null }

const schema = z.object({ version: rowVersion }).and(metricFormSchema)

const texts = {
	stale: 'Somebody else changed this metric meanwhile. Nothing of yours is lost: compare, then save again.',
	measured:
		'There are values of this metric, so its unit, currency and how it adds up stay as they are. Nothing is changed. Load the page again to change the rest, or add another metric.',
	'family-gone': 'A family that you chose is gone. Load the page again.',
}

/** Saves what was typed. Of a built-in metric only the currency counts. */
export async function saveMetric(
	{ scope, account }: AccountSession,
	metric: MetricDefinition,
	form: FormData,
): Promise<Response | MetricRefusal> {
	const submission = parseFormData(form, schema)
	if (submission.status !== 'success') return { status: 400, result: submission.reply(), current: null }
	const { version, ...input } = submission.value
	const changed = await changeMetric(scope, { metricId: metric.id, version, input })
	if (changed.ok) {
		const message = changed.changed
			? `${metric.builtIn ? metric.name : input.name} is saved.`
			: 'Nothing was different, so nothing was saved.'
		return redirectWithNotice(`/a/${account.slug}/metrics/${metric.id}`, message)
	}
	if (changed.reason === 'gone') throw notFound()
	return {
		status: 409,
		result: submission.reply({ formErrors: [texts[changed.reason]] }),
		current: changed.reason === 'stale' ? changed.current : null,
	}
}

/** Takes the metric out of the lists or puts it back; its values stay, so nothing is asked. */
export async function moveToArchive(
	{ scope, account }: AccountSession,
	metricId: string,
	archive: boolean,
): Promise<Response> {
	if (!(await archiveMetric(scope, { metricId, archive }))) throw notFound()
	return redirectWithNotice(
		`/a/${account.slug}/metrics/${metricId}`,
		archive ? 'The metric is archived. Its values stay.' : 'The metric is in use again.',
	)
}
