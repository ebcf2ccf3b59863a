import type { ReactNode } from 'react'

export type Definition = { term: ReactNode; value: ReactNode }

/** Terms and what they are, side by side where there is room. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
	return (
		<dl className="flex flex-col text-sm">
			{items.map((item, i) => (
				<div
					key={i}
					className="grid gap-x-6 gap-y-0.5 border-t border-line py-2.5 first:border-t-0 first:pt-0 last:pb-0 sm:grid-cols-[12rem_minmax(0,1fr)]"
				>
					<dt className="text-muted">{item.term}</dt>
					<dd className="min-w-0">{item.value}</dd>
				</div>
			))}
		</dl>
	)
}
