import { tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatShare } from '#app/ui/format.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { FamilyPage } from './read-family.server.ts'

/** A survey by others whose stages the source sets beside the levels. */
export function Survey({ survey, locale }: { survey: NonNullable<FamilyPage['survey']>; locale: string }) {
	const [first] = survey.stages
	return (
		<section aria-labelledby="survey" className="flex flex-col gap-4">
			<div className="flex max-w-prose flex-col gap-2">
				<h2 id="survey">A survey beside it</h2>
				<p>{survey.text}</p>
			</div>
			<dl className="grid grid-cols-[repeat(auto-fit,minmax(min(12rem,100%),1fr))] gap-px overflow-hidden rounded-panel border border-line bg-line">
				{survey.stages.map(({ name, halfSteps, percent }) => (
					<div key={name} className="flex flex-col gap-1 bg-panel px-4 py-4 sm:px-5">
						<dt className="flex items-center gap-2 text-sm text-muted">
							<TierMark halfSteps={halfSteps} />
							{name}, level {formatNumber(tierOf(halfSteps), locale)}
						</dt>
						<dd className="text-xl font-semibold tracking-tight tabular-nums">
							{formatShare(percent === null ? null : percent / 100, locale)}
						</dd>
					</div>
				))}
			</dl>
			<p className="text-sm text-muted">
				{first?.population && `Of ${first.population}. `}
				{survey.citation}
			</p>
		</section>
	)
}
