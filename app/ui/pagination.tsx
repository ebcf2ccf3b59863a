import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import { cx } from './cx.ts'
import { formatNumber } from './format.tsx'
import { changeSearch } from './search.ts'

type Props = {
	/** From 1. */
	page: number
	pageSize: number
	/** Rows in all pages together. */
	total: number
	locale: string
	/** The parameter of the URL. */
	param?: string
	/** The id of what has the pages, where it is not the first thing of its page: its next page starts there. */
	anchor?: string
	label?: string
}

/** The pages to show: the ends, the neighbours, and `null` for each gap. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
	const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages)
	const shown = [...new Set(wanted)].sort((a, b) => a - b)
	return shown.flatMap((n, i) => {
		const gap = n - (shown[i - 1] ?? n - 1)
		return gap === 1 ? [n] : gap === 2 ? [n - 1, n] : [null, n]
	})
}

const step =
	'inline-flex h-8 min-w-8 items-center justify-center gap-1 rounded-control px-2 text-sm tabular-nums [&_svg]:size-4'

/** Links that change one parameter of the URL and keep the rest. Draws nothing where one page holds all. */
export function Pagination({
	page,
	pageSize,
	total,
	locale,
	param = 'page',
	anchor,
	label = 'Pages',
}: Props) {
	const { search } = useLocation()
	const pages = Math.max(1, Math.ceil(total / pageSize))
	if (pages === 1) return null
	const to = (n: number) =>
		changeSearch(search, { [param]: n === 1 ? null : n }) + (anchor ? `#${anchor}` : '')
	const edge = (text: string, target: number, possible: boolean) => {
		const content = target < page ? [<ChevronLeft aria-hidden key="i" className="rtl:-scale-x-100" />] : []
		const after = target > page ? <ChevronRight aria-hidden className="rtl:-scale-x-100" /> : null
		const inside = (
			<>
				{content}
				<span className="max-sm:sr-only">{text}</span>
				{after}
			</>
		)
		if (!possible) return <span className={cx(step, 'text-muted')}>{inside}</span>
		return (
			<Link to={to(target)} rel={target < page ? 'prev' : 'next'} className={cx(step, 'hover:bg-hover')}>
				{inside}
			</Link>
		)
	}
	return (
		<nav aria-label={label} data-print="hide">
			<ul className="flex flex-wrap items-center gap-0.5">
				<li>{edge('Previous', page - 1, page > 1)}</li>
				{pageNumbers(page, pages).map((n, i) => (
					<li key={n ?? `gap ${i}`}>
						{n === null ? (
							<span className={cx(step, 'text-muted')}>…</span>
						) : (
							<Link
								to={to(n)}
								aria-current={n === page ? 'page' : undefined}
								aria-label={`Page ${formatNumber(n, locale)}`}
								className={cx(step, n === page ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-hover')}
							>
								{formatNumber(n, locale)}
							</Link>
						)}
					</li>
				))}
				<li>{edge('Next', page + 1, page < pages)}</li>
			</ul>
		</nav>
	)
}
