import { useMemo } from 'react'
import { Link } from 'react-router'
import type { CellPerson } from '#app/data/list-cell-people.server.ts'
import { isHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import type { CellPage } from './read-page.server.ts'

/** Who they are, for readers who see everybody here. */
export function PeopleList({ page }: { page: CellPage }) {
	const { people, slug, locale, opensEveryPair, whySeen, family } = page
	const columns = useMemo(
		() => columnsOf({ slug, locale, opensEveryPair, withFamily: family === null }),
		[slug, locale, opensEveryPair, family],
	)
	if (!people) return null
	return (
		<section aria-labelledby="people" className="flex flex-col gap-3">
			<div>
				<h2 id="people">Who they are</h2>
				<p className="text-sm text-muted">You see them because {whySeen}.</p>
			</div>
			<DataTable
				caption="People in this cell"
				columns={columns}
				rows={people.people}
				rowId={({ participantId }) => participantId}
				locale={locale}
				sort={people.sort}
				paging={people.paging}
				noun={{ one: 'person', other: 'people' }}
				empty={<EmptyState title="Nobody">There is nobody on this page.</EmptyState>}
			/>
		</section>
	)
}

function columnsOf({
	slug,
	locale,
	opensEveryPair,
	withFamily,
}: {
	slug: string
	locale: string
	opensEveryPair: boolean
	withFamily: boolean
}): DataColumn<CellPerson>[] {
	return [
		{
			id: 'name',
			header: 'Name',
			sort: true,
			cell: ({ participantId, name, halfSteps }) =>
				halfSteps !== null || opensEveryPair ? (
					<Link to={`/a/${slug}/check-ins/${participantId}/agreement`} className="link">
						<bdi>{name}</bdi>
					</Link>
				) : (
					<bdi>{name}</bdi>
				),
		},
		{
			id: 'team',
			header: 'Team',
			sort: true,
			cell: ({ teamName }) => <LongText>{teamName ?? '–'}</LongText>,
		},
		...(withFamily
			? [{ id: 'family', header: 'Family', cell: ({ familyName }: CellPerson) => familyName }]
			: []),
		{
			id: 'tier',
			header: 'Tier',
			sort: true,
			firstOrder: 'desc',
			cell: ({ halfSteps }) =>
				halfSteps !== null && isHalfSteps(halfSteps) ? (
					<TierBadge
						halfSteps={halfSteps}
						tier={formatTier(tierOf(halfSteps), locale)}
						name={tierNames[halfSteps]}
					/>
				) : (
					'–'
				),
		},
		{
			id: 'state',
			header: 'State',
			sort: true,
			cell: ({ state, isSingleRater }) =>
				state === 'assessed' ? (
					isSingleRater ? (
						<StateBadge state="single-rater" />
					) : (
						<StateBadge state="agreed">Assessed</StateBadge>
					)
				) : (
					<StateBadge state={state} />
				),
		},
		{
			id: 'progress',
			header: 'Over the cycles',
			cell: ({ memberId, name }) => (
				<Link to={`/a/${slug}/people/${memberId}/progress`} className="link">
					Progress<span className="sr-only"> of {name}</span>
				</Link>
			),
		},
	]
}
