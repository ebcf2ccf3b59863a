import { SaysVersusShows } from '#app/charts/says-versus-shows.tsx'
import type { SaysVersusShows as Shown } from '#app/domain/check-in/says-versus-shows.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { PersonProgressPage } from './read-page.server.ts'

/** The next step of each question in the framework's words, from what was agreed last. */
export function NextSteps({ page }: { page: PersonProgressPage }) {
	const { steps, latest, locale, isSelf } = page
	if (!latest) {
		return (
			<Panel title="Next steps">
				<p className="text-sm text-pretty text-muted">
					They follow from what {isSelf ? 'you two agree' : 'the two agree'}. Nothing is agreed yet.
				</p>
			</Panel>
		)
	}
	return (
		<Panel title="Next steps" description={`From what was agreed in ${latest.cycleName}`}>
			<ul className="flex flex-col gap-4">
				{steps.map(({ questionKey, question, halfSteps, now, next }) => (
					<li key={questionKey} className="flex flex-col gap-1 text-sm">
						<span className="flex items-start gap-2 font-medium">
							<TierMark halfSteps={halfSteps}>{formatTier(tierOf(halfSteps), locale)}</TierMark>
							<span className="min-w-0 pt-0.5">{question}</span>
						</span>
						{now && <span className="max-w-prose text-pretty text-muted">Now: {now}</span>}
						<span className="max-w-prose text-pretty">
							<span className="text-muted">Next step: </span>
							{next ?? 'none, this is the top of the scale. Help others along.'}
						</span>
						<Shares page={page} shown={page.shares.questions[questionKey]} />
					</li>
				))}
				{page.shares.signs.map((shown) => (
					<li key={shown.measured.metric.id}>
						<Shares page={page} shown={shown} />
					</li>
				))}
			</ul>
		</Panel>
	)
}

const names = { self: '', manager: '', agreed: 'Agreed' }

function Shares({ page, shown }: { page: PersonProgressPage; shown: Shown | undefined }) {
	const { mayImport, locale } = page
	return (
		shown && (
			<div className="pt-2">
				<SaysVersusShows {...{ shown, names, mayImport, locale }} root={`/a/${page.slug}`} />
			</div>
		)
	)
}
