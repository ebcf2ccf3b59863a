import { cleanCell } from '#app/domain/roster/clean-cell.ts'
import type { MetricMapping } from '#app/domain/import/metric-mapping.ts'
import { metricMappingSchema } from '#app/domain/import/metric-mapping.ts'

const textOf = (form: FormData, name: string): string => {
	const value = form.get(name)
	return typeof value === 'string' ? value : ''
}

/**
 * The mapping that a posted form describes. What the form does not hold stays as it was.
 *
 * @param columns how many the file has
 * @returns null for a form that this page has not made
 */
export function readMappingForm(
	form: FormData,
	{ before, columns }: { before: MetricMapping; columns: number },
): MetricMapping | null {
	const text = (name: string) => textOf(form, name)
	const column = (name: string, was: number | null) =>
		form.has(name) ? (text(name) === '' ? null : Number(text(name))) : was
	const answer = <Answer>(name: string, was: Answer) => (form.has(name) ? text(name) : was)
	const subject = column('subject.column', before.subject.column)
	const percents = [...form.keys()].filter((name) => name.startsWith('percent.'))
	const parsed = metricMappingSchema.safeParse({
		...before,
		subject: {
			column: subject,
			is: subject === null ? 'account' : answer('subject.is', before.subject.is),
		},
		period: column('period', before.period),
		grain: answer('grain', before.grain),
		dateOrder: answer('dateOrder', before.dateOrder),
		decimal: answer('decimal', before.decimal),
		metric: {
			column: column('metric.column', before.metric.column),
			key: form.has('metric.key') ? text('metric.key') || null : before.metric.key,
		},
		value: column('value', before.value),
		weight: column('weight', before.weight),
		values: Array.from({ length: columns }, (_, index) => readValue(form, index, before)).flat(),
		periods: form.has('periods.shown') ? form.getAll('periods').map(Number) : before.periods,
		percents: {
			...before.percents,
			...Object.fromEntries(percents.map((name) => [name.slice('percent.'.length), text(name)])),
		},
	})
	return parsed.success ? parsed.data : null
}

function readValue(form: FormData, column: number, before: MetricMapping): MetricMapping['values'] {
	const was = before.values.filter((value) => value.column === column)
	const chosen = `metric.of.${column}`
	if (!form.has(chosen)) return was
	const metrics = form.getAll(chosen).map(String)
	return metrics.flatMap((metric, index) => {
		if (metric === '') return []
		const same = was.find((value) => value.metric === metric)
		const name = `weight.of.${column}.${index}`
		const asked = form.has(name) ? textOf(form, name) : null
		const weight = asked === null ? (same?.weight ?? null) : asked === '' ? null : Number(asked)
		return [{ ...(same?.weight === weight ? same : {}), column, metric, weight }]
	})
}

/** What the form says of texts that are no metric here; those left open are left out. */
export function readMetricTexts(form: FormData): Record<string, string> {
	const texts = form.getAll('text').map(String)
	const keys = form.getAll('metric').map(String)
	return Object.fromEntries(
		texts
			.map((text, index) => [cleanCell(text).slice(0, 200), keys[index] ?? ''])
			.filter(([text, key]) => text && key),
	)
}

/** The logins of the form, with what was typed beside them; those left open are left out. */
export function readLogins(form: FormData): { login: string; text: string }[] {
	const texts = form.getAll('member').map(String)
	return form
		.getAll('login')
		.map((login, index) => ({ login: String(login), text: texts[index]?.trim() ?? '' }))
		.filter(({ login, text }) => login !== '' && text !== '' && !`${login}${text}`.includes('\0'))
}
