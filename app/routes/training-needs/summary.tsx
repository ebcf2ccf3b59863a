import { Link, useLocation } from 'react-router'
import { describeOrigin } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatTarget } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { NeedsList, NeedsPage } from './read-page.server.ts'
import { Step } from './step.tsx'

type Props = { page: NeedsPage; list: NeedsList }

/** How many, and which steps most people lack: of exactly what is filtered. */
export function NeedsSummary({ page, list }: Props) {
	const { locale, search, cycle } = page
	const { people, total, measured, families } = list
	const number = (value: number) => formatNumber(value, locale)
	return (
		<>
			<Stats label="In this list">
				<Stat
					label="People with a step to take"
					value={number(people)}
					note={`of ${number(measured)} with a result and a target, ${cycle.name}`}
				/>
				<Stat
					label={search.steps === 'all' ? 'Steps to their targets' : 'Next steps'}
					value={number(total)}
					note="one for each person and question, or skill that leads to the next level"
				/>
			</Stats>
			{families.length > 0 && (
				<section aria-labelledby="frequent" className="flex flex-col gap-3">
					<h2 id="frequent">What most people need {search.steps === 'all' ? '' : 'next'}</h2>
					<div className="grid gap-4 md:grid-cols-2 2xl:grid-cols-3">
						{families.map((family) => (
							<FamilyNeeds key={family.familyId} family={family} page={page} />
						))}
					</div>
				</section>
			)}
		</>
	)
}

function FamilyNeeds({ family, page }: { family: NeedsList['families'][number]; page: NeedsPage }) {
	const { locale, timeZone } = page
	const { search } = useLocation()
	const { familyId, familyName, target, steps, more } = family
	const whole =
		target && formatTarget({ tier: tierOf(target.halfSteps), dueOn: target.dueOn }, locale, timeZone)
	return (
		<Panel
			title={familyName}
			headingLevel={3}
			description={
				whole
					? `Target as a whole: ${whole}, ${describeOrigin(target.origin)}. Teams and people may have one of their own.`
					: 'To targets of their own or of their team: none holds for the family as a whole.'
			}
		>
			<ul className="flex flex-col gap-3 text-sm">
				{steps.map(({ questionKey, question, fromHalfSteps, toHalfSteps, people }) => (
					<li key={`${questionKey} ${fromHalfSteps}`} className="flex items-start gap-3">
						<Step {...{ fromHalfSteps, toHalfSteps, locale }} />
						<span className="min-w-0 flex-1">{question}</span>
						<Link
							className="link shrink-0 tabular-nums"
							preventScrollReset
							to={changeSearch(search, {
								family: familyId,
								question: questionKey,
								step: tierOf(fromHalfSteps),
								page: null,
							})}
						>
							{formatNumber(people, locale)} {people === 1 ? 'person' : 'people'}
							<span className="sr-only">: show them</span>
						</Link>
						{page.givesTraining && (
							<Link
								className="link shrink-0"
								to={`/a/${page.slug}/training-assignments/new${changeSearch(search, {
									cycle: page.cycle.ref,
									family: familyId,
									question: questionKey,
									step: tierOf(fromHalfSteps),
									page: null,
								})}`}
							>
								Assign<span className="sr-only"> training for it</span>
							</Link>
						)}
					</li>
				))}
			</ul>
			{more > 0 && (
				<p className="mt-3 text-sm text-muted">
					and {formatNumber(more, locale)} {more === 1 ? 'other step' : 'other steps'}
				</p>
			)}
		</Panel>
	)
}
