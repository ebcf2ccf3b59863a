import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'

/** Asks once whether answers that are all alike are meant. */
export function AlikeNotice({ halfSteps, locale }: { halfSteps: HalfSteps; locale: string }) {
	return (
		<AnswerNotice
			tone="warning"
			title={`All your answers stand at tier ${formatTier(tierOf(halfSteps), locale)}. Is that what you mean?`}
		>
			Nothing is sent yet. If it is what you mean, send again. If not, look at each question once more.
		</AnswerNotice>
	)
}
