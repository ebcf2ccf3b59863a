import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Bullets, NamedTexts, Notes, ReadingSection } from '#app/ui/reading.tsx'

export function Practices({
	practices,
	locale,
}: {
	practices: FiveAiCodingLevels['practices']
	locale: string
}) {
	return (
		<ReadingSection
			id="practices"
			title={`Practices for AI coding levels ${practices.levels.map((level) => formatNumber(level, locale)).join(' and ')}`}
			text={practices.text}
		>
			<NamedTexts items={practices.items} />
			<Panel id="governance" title="Controls of governance" headingLevel={3}>
				<Bullets items={practices.governance} />
			</Panel>
			<Notes items={practices.notes} />
		</ReadingSection>
	)
}
