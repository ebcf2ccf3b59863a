import { Link } from 'react-router'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { CellPage } from './read-page.server.ts'

/** From whose word each tier is. Who sees groups only is not told of how many there was one rater. */
function countedText({ now: { coverage }, locale }: CellPage): string {
	const states = coverage.kind === 'shown' ? coverage.states : null
	if (states === null) {
		return 'Every person in it once, from the tier that both raters agreed, or, where only one of the two can answer, from that one’s.'
	}
	const { assessed, singleRater } = states
	if (singleRater === 0) return 'Every person in it once, from the tier that both raters agreed.'
	const number = (value: number) => formatNumber(value, locale)
	return `Every person in it once: ${number(assessed - singleRater)} from the tier that both raters agreed, ${number(singleRater)} from that of one rater, because the other can’t answer.`
}

/** What the figures stand on: of which cycle, by which questions, seen how. */
export function Origin({ page }: { page: CellPage }) {
	const { slug, cycle, rubric, k, isSuppressed, isOpen, locale, timeZone, row } = page
	const day = (value: string | Date) => formatDate(value, locale, timeZone)
	const people = formatNumber(k, locale)
	return (
		<Panel title="What this stands on">
			<DefinitionList
				items={[
					{ term: 'Cycle', value: `${cycle.name}, ${day(cycle.startsOn)} – ${day(cycle.endsOn)}` },
					{
						term: 'Result',
						value: cycle.publishedAt
							? `Published ${day(cycle.publishedAt)}, version ${formatNumber(cycle.version, locale)}. It never changes; later moves, renames and leavers are not in it.${cycle.isCorrectedSince ? ' Some results were corrected since; those are in a later version.' : ''}`
							: 'Not published: it stands as it is now, and is decided at publication.',
					},
					{
						term: 'Questions',
						value: (
							<>
								<Link to={`/a/${slug}/frameworks/${rubric.key}`} className="link">
									{rubric.title}
								</Link>
								, version {formatNumber(rubric.version, locale)}
							</>
						),
					},
					{
						term: 'Counted',
						value: `${countedText(page)} Never averages of averages.`,
					},
					...(row ? [{ term: 'Row', value: row.counts }] : []),
					{
						term: 'Small groups',
						value: `Nothing is concluded from a comparison of fewer than ${people} people. ${
							isSuppressed && !isOpen
								? `You see groups of ${people} people or more, and none that would give a smaller one away.`
								: 'You see everybody here, so nothing is hidden from you.'
						}`,
					},
				]}
			/>
		</Panel>
	)
}
