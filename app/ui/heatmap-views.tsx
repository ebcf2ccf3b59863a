import { Link } from 'react-router'

const views = [
	{ key: 'table', label: 'Table', path: '' },
	{ key: 'organization', label: 'Whole organization', path: '/organization' },
	{ key: 'stalls', label: 'Stalls', path: '/stalls' },
	{ key: 'benchmarks', label: 'Benchmarks', path: '/benchmarks' },
	{ key: 'metric', label: 'Metric beside tier', path: '/metric-and-tier' },
] as const

/** The pages that look at the same results in other ways. */
export function HeatmapViews({ slug, current }: { slug: string; current: (typeof views)[number]['key'] }) {
	return (
		<nav aria-label="Views of the heatmap" data-print="hide">
			<ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
				{views.map(({ key, label, path }) => (
					<li key={key}>
						<Link
							to={`/a/${slug}/heatmap${path}`}
							aria-current={key === current ? 'page' : undefined}
							className="inline-flex min-h-6 items-center text-accent underline-offset-4 hover:underline aria-[current=page]:font-medium aria-[current=page]:text-ink"
						>
							{label}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	)
}
