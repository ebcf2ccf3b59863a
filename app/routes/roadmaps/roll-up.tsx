import { Link, useLocation } from 'react-router'
import { standingNames } from '#app/domain/roadmap/roadmap-words.ts'
import { roadmapStandings } from '#app/domain/roadmap/standing.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { PortfolioPage } from './read-page.server.ts'

/** How many plans stand where, one step of the tree at a time. */
export function RollUp({ page }: { page: PortfolioPage }) {
	const { rollUp, line, filter, accountName, locale } = page
	const { search } = useLocation()
	const hrefOf = (team: string | null) => changeSearch(search, { team, page: null })
	const here = line.at(-1)
	if (rollUp.length === 0) return null
	return (
		<Panel
			title="Over the tree"
			description="Each team with everything below it, counted by where its plans stand."
			padding="flush"
		>
			{filter.team !== '' && (
				<p className="px-4 pt-3 text-sm sm:px-6">
					<Link to={hrefOf(null)} className="link" preventScrollReset>
						<bdi>{accountName}</bdi>
					</Link>
					{line.map(({ id, name }) => (
						<span key={id}>
							{' › '}
							{id === here?.id ? (
								<bdi>{name}</bdi>
							) : (
								<Link to={hrefOf(id)} className="link" preventScrollReset>
									<bdi>{name}</bdi>
								</Link>
							)}
						</span>
					))}
				</p>
			)}
			<div className="overflow-x-auto" role="region" aria-label="Plans over the tree" tabIndex={0}>
				<table className="data-table" data-narrow>
					<caption className="sr-only">Plans over the tree</caption>
					<thead>
						<tr>
							<th scope="col" className="min-w-28">
								Team
							</th>
							{/* Before its parts: a phone shows the first columns, and the others behind a swipe. */}
							<th scope="col" data-align="end">
								Plans
							</th>
							{roadmapStandings.map((standing) => (
								<th key={standing} scope="col" data-align="end">
									{standingNames[standing]}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rollUp.map(({ team, counts, total }) => (
							<tr key={team?.id ?? 'own'}>
								<th scope="row">
									{team ? (
										<Link to={hrefOf(team.id)} className="link" preventScrollReset>
											<bdi>{team.name}</bdi>
										</Link>
									) : (
										<>
											<bdi>{here?.name ?? accountName}</bdi> itself
										</>
									)}
								</th>
								<td data-align="end">{formatNumber(total, locale)}</td>
								{roadmapStandings.map((standing) => (
									<td key={standing} data-align="end">
										{formatNumber(counts[standing], locale)}
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</Panel>
	)
}
