import type { ComponentProps } from 'react'
import { useEffect, useRef } from 'react'
import { useActionData } from 'react-router'
import { Notice } from './notice.tsx'

/**
 * What a form was answered with, above it. Takes the focus at each answer, which brings it into sight: the button that was
 * pressed may stand far below. Never for what comes while somebody types.
 */
export function AnswerNotice(props: Omit<ComponentProps<typeof Notice>, 'live'>) {
	const box = useRef<HTMLDivElement>(null)
	const answer = useActionData<unknown>()
	useEffect(() => box.current?.focus(), [answer])
	return (
		<div ref={box} tabIndex={-1} autoFocus data-focus-target>
			<Notice {...props} live />
		</div>
	)
}
