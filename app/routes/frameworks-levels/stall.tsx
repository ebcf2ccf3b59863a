import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Bullets, NamedTexts, Notes, ReadingSection } from '#app/ui/reading.tsx'

export function Stall({ stall, locale }: { stall: FiveAiCodingLevels['stall']; locale: string }) {
	return (
		<ReadingSection
			id="stall"
			title={`Why teams stall at AI coding level ${formatNumber(stall.level, locale)}`}
			text={stall.text}
		>
			<NamedTexts items={stall.reasons} />
			<p className="max-w-prose text-sm">{stall.closing}</p>
			<Panel title="Remedies" headingLevel={3} description={stall.remediesText}>
				<Bullets items={stall.remedies} />
			</Panel>
			<Notes items={stall.notes} />
		</ReadingSection>
	)
}
