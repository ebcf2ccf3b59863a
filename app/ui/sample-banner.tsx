import type { ReactNode } from 'react'
import { FlaskConical } from 'lucide-react'

/** Says on every page of a sample account that its data are made up. `action` removes them. */
export function SampleBanner({ children, action }: { children: ReactNode; action?: ReactNode }) {
	return (
		<aside
			aria-label="Sample data"
			className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-b border-line bg-late-soft px-4 py-1.5 text-sm sm:px-6 lg:px-8"
		>
			<p className="flex items-center gap-2">
				<FlaskConical aria-hidden className="size-4 shrink-0 text-late" />
				<span>{children}</span>
			</p>
			{action}
		</aside>
	)
}
