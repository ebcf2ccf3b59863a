import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { ProgressBar } from '#app/ui/progress-bar.tsx'
import type { HomePage } from './read-home.server.ts'

/** How many have a step to take to their target. */
export function NeedsPanel({ page }: { page: HomePage }) {
	const { needs, slug, locale, timeZone } = page
	if (!needs) return null
	const { cycleName, publishedAt, people, measured, steps } = needs
	const number = (value: number) => formatNumber(value, locale)
	return (
		<Panel
			title={`Training needs, ${cycleName}`}
			description={`Published ${formatDate(publishedAt, locale, timeZone)}`}
			footer={
				measured > 0 ? (
					<ButtonLink to={`/a/${slug}/reports/training-needs`}>Training needs</ButtonLink>
				) : (
					<ButtonLink to={`/a/${slug}/targets`}>Set targets</ButtonLink>
				)
			}
		>
			{measured > 0 ? (
				<div className="flex flex-col gap-4 text-sm">
					<ProgressBar
						label="With a next step"
						value={people}
						max={measured}
						text={`${number(people)} of ${number(measured)}`}
					/>
					<p className="text-pretty text-muted">
						Of everybody with a result and a target. {number(steps)} {steps === 1 ? 'step' : 'steps'} in all,
						one for each person and question, or skill that leads to the next level.
					</p>
				</div>
			) : (
				<p className="text-sm text-pretty text-muted">
					A training need is a step to a target. Nobody with results has one yet.
				</p>
			)}
		</Panel>
	)
}
