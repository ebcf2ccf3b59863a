import type { ReactNode } from 'react'
import type { ButtonSize, Icon } from './button.tsx'

type Props = {
	/** The words of the button that opens it. */
	label: ReactNode
	icon?: Icon
	size?: ButtonSize
	/** What will be lost, in words and figures. */
	text: ReactNode
	/** The form with the danger button. */
	children: ReactNode
}

/**
 * Asks before what cannot be undone, in place and without JavaScript: the first button only opens, the second
 * acts. Closing it again is the way back.
 */
export function Confirm({ label, icon: Glyph, size = 'medium', text, children }: Props) {
	return (
		<details className="group max-w-full">
			<summary className="button" data-variant="secondary" data-size={size}>
				{Glyph && <Glyph aria-hidden />}
				<span className="group-open:hidden">{label}</span>
				<span className="hidden group-open:inline">Keep it as it is</span>
			</summary>
			<div className="mt-3 flex max-w-form flex-col items-start gap-3 rounded-panel border border-danger bg-danger-soft p-4 text-sm">
				<div className="text-pretty">{text}</div>
				{children}
			</div>
		</details>
	)
}
