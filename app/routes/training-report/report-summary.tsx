import { Link } from 'react-router'
import { describeWeights } from '#app/domain/training-report/priority-words.ts'
import { describeLeftOut, formatCosts } from '#app/domain/training-report/report-words.ts'
import { formatHours } from '#app/domain/training-topic/topic-words.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { ReportPage } from './read-page.server.ts'

/** Of everything that is filtered, everybody counted once; and how hours and cost are counted. */
export function ReportSummary({ page }: { page: ReportPage }) {
	const { whole, locale, search, cycle, weighed, setsWeights, slug } = page
	const number = (value: number | null) => formatNumber(value, locale)
	const leftOut = describeLeftOut(whole, locale)
	const costs = formatCosts(whole.costs, locale)
	return (
		<div className="flex flex-col gap-3">
			<Stats label="In this report">
				<Stat
					label="People with a step to take"
					value={number(whole.people)}
					note={`of ${number(whole.measured)} with a result and a target, ${cycle.name}`}
				/>
				<Stat
					label={search.steps === 'all' ? 'Steps to their targets' : 'Next steps'}
					value={number(whole.steps)}
					note={`${number(whole.oneStep)} ${whole.oneStep === 1 ? 'person reaches' : 'people reach'} the target with one step`}
				/>
				<Stat
					label="Hours"
					value={formatHours(whole.hours, locale)}
					note={`of all together, ${number(whole.sessions)} ${whole.sessions === 1 ? 'session' : 'sessions'} where places are limited`}
				/>
				<Stat
					label="Cost"
					value={costs ?? '–'}
					note={costs ? 'by the prices in the catalogue' : 'no price in the catalogue'}
				/>
			</Stats>
			<p className="max-w-prose text-sm text-muted">
				Each step is counted by one topic: the one you chose for it, else the shortest in use that serves it,
				and of equally short ones the cheapest. A topic that serves several steps of one person counts once
				for them. Where a topic limits how many can take part, the number of sessions follows from it.
				{leftOut && ` Not in hours or cost: ${leftOut}.`}
			</p>
			<p className="max-w-prose text-sm text-muted">
				Priority, from 0 to 100, compares the rows by how far people stand from their targets, how many they
				are, how near the date is and whether a roadmap waits for them. Weights:{' '}
				{describeWeights(weighed.weights, locale)},{' '}
				{weighed.version === 0 ? 'a proposal by Contour' : 'your own'}.
				{setsWeights && (
					<>
						{' '}
						<Link to={`/a/${slug}/reports/training-needs/priority`} className="link">
							How it is counted, and change the weights
						</Link>
					</>
				)}
			</p>
		</div>
	)
}
