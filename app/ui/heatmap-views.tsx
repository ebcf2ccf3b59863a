import { Link } from 'react-router'

const views = [
	{ key: 'table', label: 'Table', path: '' },
	{ key: 'trend', label: 'Trend', path: '/trend' },
	{ key: 'organization', label: 'Whole organization', path: '/organization' },
	{ key: 'stalls', label: 'Stalls', path: '/stalls' },
	{ key: 'benchmarks', label: 'Benchmarks', path: '/benchmarks' },
	{ key: 'metric', label: 'Metric beside tier', path: '/metric-and-tier' },
] as const

/** Of these a page is about one node and what is below it. */
const ofNode = new Set<string>(['table', 'trend'])

/**
 * The pages that look at the same results in other ways.
 *
 * @param props.node that the page is about, which others of one node open at
 */
export function HeatmapViews({
	slug,
	current,
	node,
}: {
	slug: string
	current: (typeof views)[number]['key']
	node?: string
}) {
	const search = node === undefined ? '' : `?node=${node}`
	return (
		<nav aria-label="Views of the heatmap" data-print="hide">
			<ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
				{views.map(({ key, label, path }) => (
					<li key={key}>
						{key === current ? (
							<span aria-current="page" className="inline-flex min-h-6 items-center font-medium">
								{label}
							</span>
						) : (
							<Link
								to={`/a/${slug}/heatmap${path}${ofNode.has(key) ? search : ''}`}
								className="inline-flex min-h-6 items-center text-accent underline-offset-4 hover:underline"
							>
								{label}
							</Link>
						)}
					</li>
				))}
			</ul>
		</nav>
	)
}
