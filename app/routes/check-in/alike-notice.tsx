import { useEffect, useRef } from 'react'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'

/** Asks once whether answers that are all alike are meant. Takes the focus, since it is why nothing was sent. */
export function AlikeNotice({ halfSteps, locale }: { halfSteps: HalfSteps; locale: string }) {
	const box = useRef<HTMLDivElement>(null)
	useEffect(() => box.current?.focus(), [])
	return (
		<div ref={box} tabIndex={-1} data-focus-target>
			<Notice
				tone="warning"
				live
				title={`All your answers stand at tier ${formatTier(tierOf(halfSteps), locale)}. Is that what you mean?`}
			>
				Nothing is sent yet. If it is what you mean, send again. If not, look at each question once more.
			</Notice>
		</div>
	)
}
