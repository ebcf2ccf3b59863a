import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Bullets, Notes, NumberedSteps, ReadingSection } from '#app/ui/reading.tsx'

export function Bridge({ bridge, locale }: { bridge: FiveAiCodingLevels['bridge']; locale: string }) {
	return (
		<ReadingSection
			id="bridge"
			title={`The bridge from AI coding level ${formatNumber(bridge.fromLevel, locale)} to ${formatNumber(bridge.toLevel, locale)}`}
			text={bridge.text}
		>
			<div className="grid gap-4 lg:grid-cols-2">
				<Panel title="Steps, in this order" headingLevel={3}>
					<NumberedSteps items={bridge.steps} />
				</Panel>
				<Panel id="readiness" title="Ready for the bridge when" headingLevel={3}>
					<Bullets items={bridge.readiness} />
				</Panel>
			</div>
			<Notes items={bridge.notes} />
		</ReadingSection>
	)
}
