import type { ReactNode } from 'react'

type Props = {
	title: ReactNode
	/** One sentence: what this page shows. */
	description?: ReactNode
	/** Of whom and when: 'Q3 2026 · as of 4 Oct 2026, 09:12'. */
	asOf?: ReactNode
	/** At the right; one of them primary at most. */
	actions?: ReactNode
	/** Breadcrumbs, above the title. */
	above?: ReactNode
	/** Tabs, below. */
	below?: ReactNode
}

export function PageHeader({ title, description, asOf, actions, above, below }: Props) {
	return (
		<header className="flex flex-col gap-3">
			{above}
			<div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
				<div className="min-w-0 max-w-full flex-1 basis-80">
					<h1 className="wrap-anywhere">{title}</h1>
					{description && <p className="mt-1 max-w-prose text-pretty text-muted">{description}</p>}
					{asOf && <p className="mt-1 text-sm text-muted">{asOf}</p>}
				</div>
				{actions && (
					<div className="flex max-w-full min-w-0 flex-wrap items-center gap-2" data-print="hide">
						{actions}
					</div>
				)}
			</div>
			{below}
		</header>
	)
}
