import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'

type Props = {
	className: string
	/** The id of its heading, or else its name. */
	labelledBy?: string
	label?: string
	/** It is closed, by Escape, by a click beside it, or because the caller no longer renders it. */
	onClose: () => void
	children: ReactNode
}

/** A modal dialog of the browser's own, open as long as it is rendered; the focus goes back to where it came from. */
export function Dialog({ className, labelledBy, label, onClose, children }: Props) {
	const box = useRef<HTMLDialogElement>(null)
	useEffect(() => {
		const dialog = box.current
		dialog?.showModal()
		return () => dialog?.close()
	}, [])
	return (
		<dialog
			ref={box}
			className={className}
			aria-labelledby={labelledBy}
			aria-label={label}
			closedby="any"
			onClose={onClose}
		>
			{children}
		</dialog>
	)
}
