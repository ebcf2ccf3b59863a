import type { ReactNode } from 'react'
import { Link } from 'react-router'

type Props = {
	label: ReactNode
	value: ReactNode
	/** Of whom and when: '42 of 51 assessed'. */
	note?: ReactNode
	/** '▲ +0.3 since Q2 2026', see formatChange. */
	change?: ReactNode
	/** Where the figure comes from: the whole tile leads there. */
	href?: string | undefined
}

/** One figure with its name, and of whom and when it speaks. Stands inside a Stats list. */
export function Stat({ label, value, note, change, href }: Props) {
	return (
		<div className="relative flex min-w-0 flex-col gap-1 bg-panel px-4 py-4 shadow-[0_0_0_1px_var(--color-line)] has-[a:hover]:bg-hover sm:px-5">
			<dt className="text-sm text-muted">
				{href ? (
					<Link to={href} className="after:absolute after:inset-0 focus-visible:after:rounded-control">
						{label}
					</Link>
				) : (
					label
				)}
			</dt>
			<dd className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
				<span className="text-xl font-semibold tracking-tight tabular-nums">{value}</span>
				{change && <span className="text-sm tabular-nums">{change}</span>}
			</dd>
			{note && <dd className="text-sm text-pretty text-muted">{note}</dd>}
		</div>
	)
}

/** A row of Stat tiles that wraps. Each draws the line around itself, so that the end of a row that is not full stays empty. */
export function Stats({ children, label }: { children: ReactNode; label?: string }) {
	return (
		<dl
			aria-label={label}
			className="grid grid-cols-2 max-sm:*:last:odd:col-span-2 sm:grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-px overflow-hidden rounded-panel border border-line bg-panel"
		>
			{children}
		</dl>
	)
}
