import { Link } from 'react-router'
import type { ProgressPage } from './read-page.server.ts'

/** The same view of other cycles. */
export function OtherCycles({ page, root }: { page: ProgressPage; root: string }) {
	const { others, search } = page
	if (others.length === 0) return null
	return (
		<nav aria-label="Other cycles" className="flex flex-wrap gap-x-4 gap-y-1 text-sm" data-print="hide">
			<span className="text-muted">Other cycles</span>
			{others.map(({ id, name }) => (
				<Link key={id} to={`${root}/cycles/${id}/progress?view=${search.view}`} className="link">
					{name}
				</Link>
			))}
		</nav>
	)
}
