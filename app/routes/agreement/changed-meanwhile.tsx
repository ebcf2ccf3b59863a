import type { OutcomeContent } from '#app/data/read-outcome.server.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { formatTier, TimeText } from '#app/ui/format.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import type { AgreementPage } from './read-page.server.ts'

/** Another tab has agreed something in the meantime: both versions, and nothing overwritten. */
export function ChangedMeanwhile({ page, current }: { page: AgreementPage; current: OutcomeContent }) {
	const { questions, locale, timeZone, slug, participantId } = page
	return (
		<AnswerNotice
			tone="warning"
			title="Something was agreed in another tab in the meantime"
			actions={
				<a
					href={`/a/${slug}/check-ins/${participantId}/agreement`}
					className="button"
					data-variant="secondary"
					data-size="small"
				>
					Keep that
				</a>
			}
		>
			<p>
				Nothing was overwritten. Below stands what you chose here; agreeing now replaces what was agreed{' '}
				<TimeText value={current.agreedAt} locale={locale} timeZone={timeZone} style="dateTime" />:
			</p>
			<ul className="mt-2 list-disc ps-5">
				<li>
					Tier {formatTier(tierOf(current.tier), locale)} ({tierNames[current.tier]})
				</li>
				{current.answers.map(({ questionKey, halfSteps }) => (
					<li key={questionKey}>
						{questions.find(({ key }) => key === questionKey)?.text ?? questionKey}: tier{' '}
						{formatTier(tierOf(halfSteps), locale)}
					</li>
				))}
			</ul>
		</AnswerNotice>
	)
}
