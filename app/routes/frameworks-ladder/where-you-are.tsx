import type { AgenticEngineeringLadder } from '#app/domain/framework/agentic-engineering-ladder.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { LensMark } from '#app/ui/lens-mark.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { ReadingSection } from '#app/ui/reading.tsx'

type Props = Pick<AgenticEngineeringLadder, 'rungs' | 'sweetSpot'> & { text: string; locale: string }

/** What the source advises to those on the lower rungs, and where many may well stay. */
export function WhereYouAre({ rungs, sweetSpot, text, locale }: Props) {
	const spot = new Intl.ListFormat(locale, { type: 'disjunction' }).format(
		sweetSpot.rungs.map((rung) => formatNumber(rung, locale)),
	)
	return (
		<ReadingSection id="advice" title="Where you are" text={text}>
			<dl className="grid gap-px overflow-hidden rounded-panel border border-line bg-line lg:grid-cols-2">
				{rungs.map(
					({ rung, name, advice }) =>
						advice && (
							<div key={advice.key} className="flex flex-col gap-1.5 bg-panel px-4 py-4 sm:px-5">
								<dt className="flex items-center gap-2 text-sm text-muted">
									<LensMark lens="Rung" stop={rung} value={rung} locale={locale} />
									If you are on the rung {name}
								</dt>
								<dd className="max-w-prose">{advice.text}</dd>
							</div>
						),
				)}
			</dl>
			<Notice title={`The sweet spot: rung ${spot}`}>{sweetSpot.text}</Notice>
		</ReadingSection>
	)
}
