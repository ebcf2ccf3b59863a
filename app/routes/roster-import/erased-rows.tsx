import { formatNumber } from '#app/ui/format.tsx'

/** Without who they were: nothing is kept by which they could be named. */
export function ErasedRows({ count, locale }: { count: number; locale: string }) {
	if (count === 0) return null
	return (
		<p className="max-w-prose text-sm text-muted">
			{formatNumber(count, locale)} {count === 1 ? 'row is' : 'rows are'} about people who were erased, and
			passed over. Who works here again is added by hand.
		</p>
	)
}
