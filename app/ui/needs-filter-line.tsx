import { Link, useLocation } from 'react-router'
import { changeSearch } from './search.ts'

const nothingFiltered = {
	...{ search: null, team: null, family: null, question: null, step: null, steps: null, manager: null },
	...{ attribute: null, value: null, page: null },
}

/** Everything that is filtered, also what no form of the page shows, with the way out. */
export function NeedsFilterLine({ filters }: { filters: readonly string[] }) {
	const { search } = useLocation()
	if (filters.length === 0) return null
	return (
		<p className="max-w-prose text-sm">
			<span className="text-muted">Filtered: </span>
			{filters.map((text, i) => (
				<span key={text}>
					{i > 0 && ' · '}
					<bdi>{text}</bdi>
				</span>
			))}{' '}
			<Link to={changeSearch(search, nothingFiltered)} className="link" preventScrollReset>
				Clear all filters
			</Link>
		</p>
	)
}
