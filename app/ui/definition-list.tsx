import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type Definition = { term: ReactNode; value: ReactNode }

/** Terms and what they are, side by side where there is room. */
export function DefinitionList({
	items,
	narrow,
}: {
	items: readonly Definition[]
	/** In a narrow column each term stands above what it is. */
	narrow?: boolean
}) {
	return (
		<dl className="flex flex-col text-sm">
			{items.map((item, i) => (
				<div
					key={i}
					className={cx(
						'grid gap-x-6 gap-y-0.5 border-t border-line py-2.5 first:border-t-0 first:pt-0 last:pb-0',
						!narrow && 'sm:grid-cols-[12rem_minmax(0,1fr)]',
					)}
				>
					<dt className="text-muted">{item.term}</dt>
					<dd className="min-w-0">{item.value}</dd>
				</div>
			))}
		</dl>
	)
}
