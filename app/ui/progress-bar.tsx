import { useId } from 'react'
import type { ReactNode } from 'react'

type Props = {
	label: ReactNode
	value: number
	max: number
	/** The same in words, '42 of 51 submitted'. Printed at the end of the label. */
	text: string
	labelHidden?: boolean
}

/** How much of a whole is done. */
export function ProgressBar({ label, value, max, text, labelHidden }: Props) {
	const id = useId()
	const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
	return (
		<div className="flex flex-col gap-1.5 text-sm">
			<div className="flex flex-wrap items-baseline justify-between gap-x-4">
				<span id={id} className={labelHidden ? 'sr-only' : 'font-medium'}>
					{label}
				</span>
				<span className="text-muted tabular-nums">{text}</span>
			</div>
			<div
				role="progressbar"
				aria-labelledby={id}
				aria-valuemin={0}
				aria-valuemax={max}
				aria-valuenow={value}
				aria-valuetext={text}
				className="h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
			>
				<div
					className="h-full rounded-full bg-accent transition-[width]"
					style={{ width: `${share * 100}%` }}
				/>
			</div>
		</div>
	)
}
