import type { ReactNode } from 'react'
import { useId } from 'react'
import { cx } from './cx.ts'

type Props = {
	title?: ReactNode
	/** One sentence below the title. */
	description?: ReactNode
	/** At the right of the title. */
	actions?: ReactNode
	/** Below a line, at the end: the buttons of a form. */
	footer?: ReactNode
	/** `flush` lets a table or a list reach the edges. */
	padding?: 'normal' | 'flush'
	headingLevel?: 2 | 3
	children?: ReactNode
	className?: string
	id?: string
}

/** A part of a page that belongs together, with a border and no shadow. A section when it has a title. */
export function Panel({
	title,
	description,
	actions,
	footer,
	padding = 'normal',
	headingLevel = 2,
	children,
	className,
	id,
}: Props) {
	const titleId = useId()
	const Heading = headingLevel === 2 ? 'h2' : 'h3'
	const Box = title ? 'section' : 'div'
	return (
		<Box
			id={id}
			aria-labelledby={title ? titleId : undefined}
			className={cx('panel min-w-0 rounded-panel border border-line bg-panel', className)}
		>
			{(title || actions) && (
				<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-6 sm:pt-5">
					<div className="min-w-0">
						{title && (
							<Heading id={titleId} className="text-base leading-6 tracking-normal">
								{title}
							</Heading>
						)}
						{description && <p className="mt-0.5 max-w-prose text-sm text-muted">{description}</p>}
					</div>
					{actions && <div className="flex flex-wrap gap-2">{actions}</div>}
				</div>
			)}
			{children ? (
				<div className={padding === 'normal' ? 'px-4 py-4 sm:px-6 sm:py-5' : title ? 'pt-4' : ''}>
					{children}
				</div>
			) : (
				<div className="h-4 sm:h-5" />
			)}
			{footer && (
				<div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-3 sm:px-6">
					{footer}
				</div>
			)}
		</Box>
	)
}
