import { ChevronRight } from 'lucide-react'
import { Link } from 'react-router'
import { Badge } from '#app/ui/badge.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import type { MapPage } from './read-map.server.ts'

/** The families with their dominant patterns, in the source's order: no ranking. */
export function FamilyList({ families, root }: { families: MapPage['families']; root: string }) {
	return (
		<ul className="divide-y divide-line overflow-hidden rounded-panel border border-line bg-panel">
			{families.map((family) => (
				<li
					key={family.key}
					className="relative grid gap-x-6 gap-y-1 py-4 ps-4 pe-12 has-[a:hover]:bg-hover sm:px-6 sm:pe-14 xl:grid-cols-[10rem_13rem_minmax(0,1fr)_auto] xl:items-baseline"
				>
					<Link
						to={`${root}/${family.key}`}
						className="font-semibold after:absolute after:inset-0 focus-visible:after:rounded-control"
					>
						{family.name}
					</Link>
					<p className="text-sm font-medium">{family.pattern?.name ?? 'No pattern described'}</p>
					<p className="text-sm text-muted">{family.pattern?.text}</p>
					<p className="mt-1 xl:mt-0">
						{family.origin === 'account' ? (
							<OriginBadge origin="account" />
						) : family.full ? (
							<Badge tone="outline">Described in most depth</Badge>
						) : (
							<Badge>The floor, not the ceiling</Badge>
						)}
					</p>
					<ChevronRight
						aria-hidden
						className="absolute end-4 top-1/2 size-5 -translate-y-1/2 text-control sm:end-5 rtl:-scale-x-100"
					/>
				</li>
			))}
		</ul>
	)
}
