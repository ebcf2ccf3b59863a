import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Notes, ReadingSection } from '#app/ui/reading.tsx'

/** Each mistake beside what sets it right; on a phone the one below the other. */
export function Mistakes({ mistakes, locale }: { mistakes: FiveAiCodingLevels['mistakes']; locale: string }) {
	return (
		<ReadingSection
			id="mistakes"
			title={`Mistakes that keep teams below AI coding level ${formatNumber(mistakes.belowLevel, locale)}`}
			text={mistakes.text}
		>
			<ul className="divide-y divide-line overflow-hidden rounded-panel border border-line bg-panel">
				{mistakes.items.map(({ key, name, text, remediation }) => (
					<li key={key} className="grid gap-x-8 gap-y-3 p-4 sm:px-6 md:grid-cols-2">
						<div className="flex flex-col gap-1">
							<h3 className="text-base">{name}</h3>
							<p className="max-w-prose text-sm">{text}</p>
						</div>
						<div className="flex flex-col gap-1 border-s-2 border-accent ps-4">
							<h4 className="text-sm font-medium text-muted">Remediation</h4>
							<p className="max-w-prose text-sm">{remediation.text}</p>
						</div>
					</li>
				))}
			</ul>
			<Notes items={mistakes.notes} />
		</ReadingSection>
	)
}
