import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Link } from 'react-router'

type Neighbour = { href: string; name: string }

/** The reports before and after this one, by name; j and k go there too. */
export function ReportNeighbours({ before, after }: { before: Neighbour | null; after: Neighbour | null }) {
	if (!before && !after) return null
	const look =
		'inline-flex min-h-8 min-w-0 items-center gap-1 text-sm text-accent [&_svg]:size-4 [&_svg]:shrink-0'
	return (
		<nav aria-label="Other reports" className="flex justify-between gap-4">
			{before ? (
				<Link rel="prev" to={before.href} className={look}>
					<ChevronLeft aria-hidden className="rtl:-scale-x-100" />
					<span className="truncate">
						<span className="sr-only">Previous: </span>
						<bdi>{before.name}</bdi>
					</span>
				</Link>
			) : (
				<span />
			)}
			{after && (
				<Link rel="next" to={after.href} className={look}>
					<span className="truncate">
						<span className="sr-only">Next: </span>
						<bdi>{after.name}</bdi>
					</span>
					<ChevronRight aria-hidden className="rtl:-scale-x-100" />
				</Link>
			)}
		</nav>
	)
}
