import type { FocusEvent, ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'

export type Tab = { label: ReactNode; href: string; current?: boolean; count?: ReactNode }

/**
 * Views of one thing, each with a URL of its own. Scrolls sideways where the screen is narrow. A view of the same page, whose
 * address is a search alone, leaves the page where it is: what changes stands below the tabs.
 */
export function Tabs({ items, label }: { items: readonly Tab[]; label: string }) {
	const bar = useRef<HTMLElement>(null)
	const current = items.find((tab) => tab.current)?.href
	// The tab that one is on may lie beyond the edge of a narrow screen.
	useEffect(() => {
		const tab = bar.current?.querySelector<HTMLElement>('[aria-current=page]')
		if (!bar.current || !tab) return
		const [edge, place] = [bar.current.getBoundingClientRect(), tab.getBoundingClientRect()]
		if (place.left < edge.left || place.right > edge.right) {
			bar.current.scrollLeft += (place.left + place.right - edge.left - edge.right) / 2
		}
	}, [current])
	return (
		<nav ref={bar} aria-label={label} data-print="hide" className="-mx-1 overflow-x-auto px-1 pt-1">
			<ul className="flex min-w-full w-max gap-5 border-b border-line">
				{items.map((tab) => (
					<li key={tab.href}>
						<Link
							to={tab.href}
							preventScrollReset={tab.href.startsWith('?')}
							onFocus={showWhole}
							aria-current={tab.current ? 'page' : undefined}
							className="-mb-px flex scroll-mx-1 items-center gap-2 rounded-t-xs border-b-2 border-transparent py-2 text-sm font-medium text-muted hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-ink"
						>
							{tab.label}
							{tab.count !== undefined && (
								<span className="rounded-full bg-sunken px-1.5 text-xs leading-5 tabular-nums">
									{tab.count}
								</span>
							)}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	)
}

/** A browser leaves a tab as it is that is seen in part already. */
function showWhole({ currentTarget }: FocusEvent<HTMLElement>) {
	currentTarget.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
