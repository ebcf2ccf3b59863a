import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Link } from 'react-router'
import type { Neighbour } from '#app/data/list-pair-neighbours.server.ts'

type Props = { slug: string; before: Neighbour | null; after: Neighbour | null }

/** The reports before and after this one, by name. */
export function Neighbours({ slug, before, after }: Props) {
	if (!before && !after) return null
	const look =
		'inline-flex min-h-8 min-w-0 items-center gap-1 text-sm text-accent [&_svg]:size-4 [&_svg]:shrink-0'
	return (
		<nav aria-label="Other reports" className="flex justify-between gap-4">
			{before ? (
				<Link rel="prev" to={`/a/${slug}/check-ins/${before.participantId}`} className={look}>
					<ChevronLeft aria-hidden className="rtl:-scale-x-100" />
					<span className="truncate">
						<span className="sr-only">Previous: </span>
						<bdi>{before.memberName}</bdi>
					</span>
				</Link>
			) : (
				<span />
			)}
			{after && (
				<Link rel="next" to={`/a/${slug}/check-ins/${after.participantId}`} className={look}>
					<span className="truncate">
						<span className="sr-only">Next: </span>
						<bdi>{after.memberName}</bdi>
					</span>
					<ChevronRight aria-hidden className="rtl:-scale-x-100" />
				</Link>
			)}
		</nav>
	)
}
