import { SaysVersusShows } from '#app/charts/says-versus-shows.tsx'
import type { SaysVersusShows as Shown } from '#app/domain/check-in/says-versus-shows.ts'
import { findAnswer } from './find-answer.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { OutsideLink } from '#app/ui/outside-link.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import type { CheckInPage } from './read-page.server.ts'

/** What a rater put down, to be read only. */
export function SentAnswers({ page }: { page: CheckInPage }) {
	const { mine, questions, locale } = page
	if (!mine || mine.byAnother) return null
	return (
		<Panel title={mine.submittedAt ? 'What you sent' : 'Your draft, not sent'}>
			<DefinitionList
				items={[
					...questions.map((question) => ({
						term: question.text,
						value: (
							<div className="flex flex-col gap-3">
								<Answer {...{ question, mine, locale }} />
								<Shares page={page} shown={page.shares.questions[question.key]} />
							</div>
						),
					})),
					...(mine.tier
						? [
								{
									term: 'Tier',
									value: (
										<>
											<TierBadge
												halfSteps={mine.tier}
												tier={formatTier(tierOf(mine.tier), locale)}
												name={tierNames[mine.tier]}
											/>
											{mine.tierReason && <p dir="auto">{mine.tierReason}</p>}
											{page.shares.signs.map((shown) => (
												<div key={shown.measured.metric.id} className="pt-3">
													<Shares page={page} shown={shown} />
												</div>
											))}
										</>
									),
								},
							]
						: []),
					...(mine.whatChanged
						? [{ term: 'What changed', value: <p dir="auto">{mine.whatChanged}</p> }]
						: []),
					...(mine.note
						? [
								{
									term: 'Note',
									value: (
										<p dir="auto" className="whitespace-pre-wrap">
											{mine.note}
										</p>
									),
								},
							]
						: []),
				]}
			/>
		</Panel>
	)
}

const names = { self: 'You', manager: '', agreed: '' }

function Shares({ page, shown }: { page: CheckInPage; shown: Shown | undefined }) {
	const { mayImport, locale } = page
	return <SaysVersusShows {...{ shown, names, mayImport, locale }} root={`/a/${page.slug}`} />
}

function Answer({
	question,
	mine,
	locale,
}: {
	question: CheckInPage['questions'][number]
	mine: NonNullable<CheckInPage['mine']>
	locale: string
}) {
	const { halfSteps, text, evidenceUrl, evidenceNote } = findAnswer(question, mine)
	return (
		<div className="flex flex-col gap-1">
			{halfSteps ? (
				<TierBadge halfSteps={halfSteps} tier={formatTier(tierOf(halfSteps), locale)} name={text} />
			) : (
				<span className="text-muted">No answer</span>
			)}
			{evidenceUrl && <OutsideLink href={evidenceUrl} />}
			{evidenceNote && (
				<p dir="auto" className="whitespace-pre-wrap text-muted">
					{evidenceNote}
				</p>
			)}
		</div>
	)
}
