import { Link } from 'react-router'

export type Crumb = { label: string; href?: string | undefined }

/** The way from the top to here; the last one is here and no link. */
export function Breadcrumbs({ items, label = 'Where you are' }: { items: readonly Crumb[]; label?: string }) {
	return (
		<nav aria-label={label} className="text-sm">
			<ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
				{items.map((item, i) => {
					const last = i === items.length - 1
					return (
						<li key={`${i} ${item.label}`} className="flex min-w-0 max-w-full items-center gap-2">
							{i > 0 && (
								<span aria-hidden className="text-control rtl:-scale-x-100">
									›
								</span>
							)}
							{item.href && !last ? (
								<Link
									to={item.href}
									className="min-w-0 wrap-anywhere rounded-xs text-muted underline-offset-4 hover:text-ink hover:underline"
								>
									<bdi>{item.label}</bdi>
								</Link>
							) : (
								<span
									aria-current={last ? 'page' : undefined}
									className="line-clamp-1 min-w-0 font-medium break-all"
								>
									<bdi>{item.label}</bdi>
								</span>
							)}
						</li>
					)
				})}
			</ol>
		</nav>
	)
}
