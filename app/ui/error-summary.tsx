import { useEffect, useRef } from 'react'
import { CircleAlert } from 'lucide-react'
import { useActionData } from 'react-router'

export type FormError = {
	message: string
	/** The id of the control at fault; without one the line is no link. */
	field?: string | undefined
}

type Props = { errors: readonly FormError[]; title?: string }

/** What is wrong with a form, above it. Takes the focus when it appears, and at each refusal after that, with and without JavaScript. */
export function ErrorSummary({ errors, title = 'Some answers need another look' }: Props) {
	const box = useRef<HTMLDivElement>(null)
	const answer = useActionData<unknown>()
	const text = errors.map((error) => error.message).join('\n')
	useEffect(() => {
		if (text) box.current?.focus()
		// The same words again are another refusal.
	}, [text, answer])
	if (errors.length === 0) return null
	return (
		<div
			ref={box}
			role="alert"
			tabIndex={-1}
			autoFocus
			data-focus-target
			className="rounded-panel border border-danger bg-danger-soft p-4"
		>
			<h2 className="flex items-center gap-2 text-base leading-6">
				<CircleAlert aria-hidden className="size-5 shrink-0 text-danger" />
				{title}
			</h2>
			<ul className="mt-2 flex list-disc flex-col gap-1 ps-11 text-sm">
				{errors.map((error) => (
					<li key={`${error.field} ${error.message}`}>
						{error.field ? (
							<a href={`#${error.field}`} className="underline underline-offset-2">
								{error.message}
							</a>
						) : (
							error.message
						)}
					</li>
				))}
			</ul>
		</div>
	)
}
