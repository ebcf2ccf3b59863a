import type { ReactNode } from 'react'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { cx } from './cx.ts'

export type NoticeTone = 'info' | 'success' | 'warning' | 'error'

const looks = {
	info: { icon: Info, box: 'border-line bg-sunken', mark: 'text-muted' },
	success: { icon: CircleCheck, box: 'border-transparent bg-accent-soft', mark: 'text-accent' },
	warning: { icon: TriangleAlert, box: 'border-transparent bg-late-soft', mark: 'text-late' },
	error: { icon: CircleAlert, box: 'border-danger bg-danger-soft', mark: 'text-danger' },
} as const

type Props = {
	tone?: NoticeTone
	title?: ReactNode
	children?: ReactNode
	/** Buttons or links at the end. */
	actions?: ReactNode
	/** Read out when it appears: for what follows an action, not for what stands on the page. */
	live?: boolean
}

/** A message in its place in the page. An error says what happened, what to do now, and that nothing was lost. */
export function Notice({ tone = 'info', title, children, actions, live }: Props) {
	const { icon: Glyph, box, mark } = looks[tone]
	const role = tone === 'error' ? 'alert' : 'status'
	return (
		<div
			role={live ? role : undefined}
			className={cx('flex flex-wrap items-start gap-x-4 gap-y-3 rounded-panel border px-4 py-3 text-sm', box)}
		>
			<div className="flex min-w-0 flex-1 basis-60 items-start gap-3">
				<Glyph aria-hidden className={cx('mt-px size-[1.125rem] shrink-0', mark)} />
				<div className="flex min-w-0 flex-col gap-0.5">
					{title && <p className="font-medium">{title}</p>}
					{children && <div className="max-w-prose text-pretty">{children}</div>}
				</div>
			</div>
			{actions && <div className="flex flex-wrap gap-2">{actions}</div>}
		</div>
	)
}
