import { formatCost, formatHours } from '#app/domain/training-topic/topic-words.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { ScenarioPage } from './read-page.server.ts'

type Props = { page: ScenarioPage; given: NonNullable<ScenarioPage['given']> }

/** What the topic would take, and what it would leave. */
export function GivenTopic({ page, given }: Props) {
	const { locale, tried, search } = page
	const { topic, places, effort, lacking, taking, steps, peopleLeft, stepsLeft } = given
	const number = (value: number) => formatNumber(value, locale)
	const people = (count: number) => `${number(count)} ${count === 1 ? 'person' : 'people'}`
	const cost = formatCost({ cost: effort.cost, currency: topic.currency }, locale)
	return (
		<section aria-labelledby="given" className="flex flex-col gap-3">
			<h2 id="given">
				Scenario: <bdi>{topic.title}</bdi> for {people(places)}
			</h2>
			<p className="max-w-prose text-sm text-muted">
				{lacking === 0
					? 'Nobody here lacks a step that it serves.'
					: lacking < places
						? `Only ${people(lacking)} here ${lacking === 1 ? 'lacks' : 'lack'} a step that it serves: ${people(places - lacking)} would take it without need.`
						: lacking === places
							? 'It reaches everybody here who lacks a step that it serves.'
							: `${people(lacking)} here lack a step that it serves: ${people(lacking - taking)} would go without.`}
			</p>
			<Stats label="What it would take, and leave">
				<Stat
					label="Hours"
					value={effort.hours === null ? '–' : formatHours(effort.hours, locale)}
					note={effort.hours === null ? 'the topic does not say how long it takes' : 'of all together'}
				/>
				<Stat
					label="Cost"
					value={cost ?? '–'}
					note={cost === null ? 'the topic does not say what it costs' : `for ${people(places)}`}
				/>
				<Stat
					label="Sessions"
					value={effort.sessions === null ? '–' : number(effort.sessions)}
					note={
						effort.sessions === null
							? 'as many as like can take part at once'
							: `of ${number(topic.capacity ?? 0)} places`
					}
				/>
				<Stat
					label={search.steps === 'all' ? 'Steps left' : 'Next steps left'}
					value={number(stepsLeft)}
					note={`of ${number(tried.steps)}: ${number(steps)} taken`}
				/>
				<Stat
					label="People left with a step"
					value={number(peopleLeft)}
					note={`of ${number(tried.people)}`}
				/>
			</Stats>
		</section>
	)
}
