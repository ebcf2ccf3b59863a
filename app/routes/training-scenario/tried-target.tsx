import { formatCosts } from '#app/domain/training-report/report-words.ts'
import { hoursAWeek } from '#app/domain/training-report/scenario.ts'
import type { ReportFigures } from '#app/domain/training-report/grouping.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatHours } from '#app/domain/training-topic/topic-words.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatDate, formatNumber, formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { ScenarioPage } from './read-page.server.ts'

type Props = { page: ScenarioPage; target: NonNullable<ScenarioPage['target']> }

type Row = { label: string; now: string; tried: string }

const columns: DataColumn<Row>[] = [
	{ id: 'label', header: 'Figure', cell: ({ label }) => label },
	{ id: 'now', header: 'As it is', align: 'end', cell: ({ now }) => now },
	{ id: 'tried', header: 'In the scenario', align: 'end', cell: ({ tried }) => tried },
]

/** How it is beside how it would be. */
export function TriedTarget({ page, target }: Props) {
	const { now, tried, locale, timeZone, today, search } = page
	const { familyName, halfSteps, dueOn } = target
	const number = (value: number) => formatNumber(value, locale)
	const day = (value: string | null) => (value === null ? '–' : formatDate(value, locale, timeZone))
	const weekly = (figures: ReportFigures) => {
		const hours = hoursAWeek(figures, today)
		return hours === null ? '–' : formatHours(hours, locale)
	}
	const lines: [string, (figures: ReportFigures) => string][] = [
		['People with a step to take', ({ people }) => number(people)],
		[search.steps === 'all' ? 'Steps to their targets' : 'Next steps', ({ steps }) => number(steps)],
		['People one step from the target', ({ oneStep }) => number(oneStep)],
		['Hours of all together', ({ hours }) => formatHours(hours, locale)],
		['Cost', ({ costs }) => formatCosts(costs, locale) ?? '–'],
		['Sessions where places are limited', ({ sessions }) => number(sessions)],
		['Steps that no topic serves', ({ unserved }) => number(unserved)],
		['Earliest day of a target', (figures) => day(figures.dueOn)],
		['Hours a week for each until then', weekly],
	]
	const rows = lines.map(([label, say]) => ({ label, now: say(now), tried: say(tried) }))
	const wanted = [
		halfSteps !== null && `tier ${formatTier(tierOf(halfSteps), locale)}`,
		dueOn !== null && `by ${day(dueOn)}`,
	]
	return (
		<Panel
			title={`Scenario: ${familyName}, ${wanted.filter((part) => part !== false).join(' ')}`}
			description="Of what is filtered in the report, the family alone."
		>
			<DataTable
				caption="As it is, and in the scenario"
				columns={columns}
				rows={rows}
				rowId={({ label }) => label}
				locale={locale}
				noun={{ one: 'figure', other: 'figures' }}
				empty={null}
			/>
		</Panel>
	)
}
