import { LineChart } from '#app/charts/line-chart.tsx'
import type { ProgressDay } from '#app/domain/cycle/progress-days.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatDate, formatNumber, formatShare } from '#app/ui/format.tsx'
import type { ProgressPageOf } from './read-page.server.ts'

const lines = [
	['self', 'Person sent'],
	['manager', 'Manager sent'],
	['result', 'With a result'],
] as const

/** How many had sent and agreed at the end of each day, as lines and as a table of the days on which something changed. */
export function OverTime({ page }: { page: ProgressPageOf<'time'> }) {
	const { days, cycle, locale, timeZone } = page
	const last = days.at(-1)
	if (!last || last.eligible === 0) {
		return <EmptyState title="Nobody eligible">Once somebody takes part, the days appear here.</EmptyState>
	}
	const changed = days.filter((day, i) => i === days.length - 1 || differs(day, days[i - 1])).toReversed()
	return (
		<div className="flex flex-col gap-6">
			<LineChart
				title={`Of those eligible in ${cycle.name}, ${formatNumber(last.eligible, locale)} people`}
				places={days.map(({ day }) => shortDay(day, locale, days.length > 300))}
				lines={lines.map(([id, label]) => ({ id, label, values: days.map((day) => day[id]) }))}
				axis={{ from: 0, to: last.eligible, ticks: ticksOf(last.eligible) }}
				locale={locale}
			/>
			<p className="max-w-prose text-sm text-muted">
				At the end of each day, of the people who are eligible now. What was given back after a reopening
				counts from when it was sent again. What one rater alone has sent becomes a result once no answers are
				taken. Days on which nothing changed are left out of the table.
			</p>
			<DataTable
				caption="Progress by day"
				columns={columnsOf(locale, timeZone)}
				rows={changed}
				rowId={({ day }) => day}
				locale={locale}
				noun={{ one: 'day', other: 'days' }}
				empty={null}
			/>
		</div>
	)
}

const differs = (day: ProgressDay, before: ProgressDay | undefined) =>
	!before || (['eligible', 'self', 'manager', 'result'] as const).some((kind) => day[kind] !== before[kind])

/** Unique within the axis: with the year where it may come twice. */
function shortDay(day: string, locale: string, withYear: boolean): string {
	return new Intl.DateTimeFormat(locale, {
		...{ day: 'numeric', month: 'short', timeZone: 'UTC' },
		...(withYear && { year: '2-digit' }),
	}).format(new Date(`${day}T00:00:00Z`))
}

/** Nothing, half and all; whole people only. */
function ticksOf(eligible: number): number[] {
	return eligible > 1 ? [0, Math.round(eligible / 2), eligible] : [0, eligible]
}

function columnsOf(locale: string, timeZone: string): DataColumn<ProgressDay>[] {
	const count = (id: 'self' | 'manager' | 'result', header: string): DataColumn<ProgressDay> => ({
		...{ id, header, align: 'end', nowrap: true },
		cell: (day) =>
			`${formatNumber(day[id], locale)}${day.eligible > 0 ? ` · ${formatShare(day[id] / day.eligible, locale)}` : ''}`,
	})
	return [
		{ id: 'day', header: 'Day', nowrap: true, cell: ({ day }) => formatDate(day, locale, timeZone) },
		...lines.map(([id, label]) => count(id, label)),
		{
			...{ id: 'eligible', header: 'Eligible', align: 'end', nowrap: true },
			cell: ({ eligible }) => formatNumber(eligible, locale),
		},
	]
}
