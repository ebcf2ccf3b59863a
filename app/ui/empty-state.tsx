import type { ReactNode } from 'react'

type Props = {
	title: ReactNode
	/** Why it is empty, and what comes of the action. */
	children?: ReactNode
	/** The one next action. */
	action?: ReactNode
	headingLevel?: 2 | 3
}

/** What a list shows when there is nothing to show yet. */
export function EmptyState({ title, children, action, headingLevel = 2 }: Props) {
	const Heading = headingLevel === 2 ? 'h2' : 'h3'
	return (
		<div className="relative isolate overflow-hidden rounded-panel border border-line bg-panel px-6 py-12 text-center sm:py-16">
			<div aria-hidden data-fade="center" className="contours absolute inset-0 -z-10" />
			<div className="mx-auto flex max-w-md flex-col items-center gap-2">
				<Heading className="text-lg">{title}</Heading>
				{children && <div className="text-pretty text-muted">{children}</div>}
				{action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
			</div>
		</div>
	)
}
