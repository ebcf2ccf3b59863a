import { Link } from 'react-router'
import { isOfPeople, noneKey } from '#app/domain/training-report/grouping.ts'
import { describePriority } from '#app/domain/training-report/priority-words.ts'
import { formatCosts, groupingWords } from '#app/domain/training-report/report-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatHours, formatStep } from '#app/domain/training-topic/topic-words.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { ReportPage, ReportRow } from './read-page.server.ts'
import { TopicOfStep } from './topic-of-step.tsx'

export function reportColumns(page: ReportPage, search: string): DataColumn<ReportRow>[] {
	const { locale, slug } = page
	const { by } = page.search
	const number = (value: number | null) => formatNumber(value, locale)
	return [
		{
			id: 'name',
			header: groupingWords[by].name,
			sort: true,
			cell: (row) => <GroupName row={row} page={page} search={search} />,
		},
		{
			id: 'people',
			header: 'People',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			cell: (row) => {
				const drill = listSearch(row, page)
				const text = number(row.people)
				return (
					<span>
						{row.people > 0 && drill ? (
							<Link
								to={`/a/${slug}/reports/training-needs${changeSearch(search, { ...nowhere, ...drill })}`}
								className="link"
							>
								{text}
								<span className="sr-only"> people: show them</span>
							</Link>
						) : (
							text
						)}
						{isOfPeople(by) && <span className="text-muted"> of {number(row.measured ?? 0)}</span>}
					</span>
				)
			},
		},
		{
			id: 'priority',
			header: 'Priority',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			cell: ({ priority }) => (
				<span>
					{formatNumber(priority.score, locale, { maximumFractionDigits: 0 })}
					<span className="block text-xs text-muted">{describePriority(priority, locale)}</span>
				</span>
			),
		},
		...(['steps', 'one'] as const).map((id): DataColumn<ReportRow> => ({
			...{ id, sort: true, firstOrder: 'desc', align: 'end' },
			header: id === 'steps' ? 'Steps' : 'One step to target',
			cell: ({ steps, oneStep }) => number(id === 'steps' ? steps : oneStep),
		})),
		{
			id: 'hours',
			header: 'Hours',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			nowrap: true,
			cell: ({ hours, sessions }) =>
				hours > 0 && (
					<span>
						{formatHours(hours, locale)}
						{sessions > 0 && (
							<span className="block text-muted">
								{number(sessions)} {sessions === 1 ? 'session' : 'sessions'}
							</span>
						)}
					</span>
				),
		},
		{ id: 'cost', header: 'Cost', align: 'end', cell: ({ costs }) => formatCosts(costs, locale) },
		...(by === 'step' && page.readsTopics
			? [
					{
						id: 'topic',
						header: 'Counted by',
						cell: (row: ReportRow) => <TopicOfStep row={row} page={page} />,
					},
				]
			: [
					{
						id: 'unserved',
						header: 'Steps without a topic',
						align: 'end' as const,
						cell: ({ unserved }: ReportRow) => number(unserved),
					},
				]),
	]
}

/** What the list has no use for. */
const nowhere = { by: null, attr: null, sort: null, order: null, page: null }

/**
 * What narrows the list to the people of a row; null where it cannot: those directly in a team that has others below it, and those with
 * two attributes, as the list is narrowed by one.
 */
function listSearch(
	row: ReportRow,
	{ search: { by, attribute }, groupAttribute }: ReportPage,
): Record<string, string | number | null> | null {
	const { key, familyId, questionKey, fromHalfSteps } = row
	switch (by) {
		case 'family':
			return { family: key }
		case 'question':
			return { question: questionKey, ...(familyId && { family: familyId }) }
		case 'step':
			return {
				...{ family: familyId, question: questionKey },
				step: fromHalfSteps === null ? null : tierOf(fromHalfSteps),
			}
		case 'team':
			return row.isOwnTeam ? null : { team: key }
		case 'manager':
			return { manager: key === noneKey ? 'none' : key }
		case 'attribute':
			return attribute === undefined || attribute === groupAttribute
				? { attribute: groupAttribute, value: key }
				: null
	}
}

function GroupName({ row, page, search }: { row: ReportRow; page: ReportPage; search: string }) {
	const { by } = page.search
	const { name, familyName, questionKey, fromHalfSteps } = row
	if (by === 'team' && !row.isOwnTeam && page.isOfEverybody) {
		return (
			<Link to={changeSearch(search, { team: row.key, page: null })} className="link">
				<LongText>{name}</LongText>
			</Link>
		)
	}
	if (by === 'manager') return <bdi>{name}</bdi>
	if (by !== 'step' && by !== 'question') return <LongText>{name}</LongText>
	return (
		<span>
			{familyName && <span className="block text-muted">{familyName}</span>}
			{name}
			{questionKey !== null && fromHalfSteps !== null && (
				<span className="block text-muted">
					Tier {formatStep({ questionKey, fromHalfSteps }, page.locale)}
				</span>
			)}
		</span>
	)
}
