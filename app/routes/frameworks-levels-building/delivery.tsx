import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import { Panel } from '#app/ui/panel.tsx'
import { Bullets, Notes, NumberedSteps, ReadingSection } from '#app/ui/reading.tsx'

export function Delivery({ delivery }: { delivery: FiveAiCodingLevels['delivery'] }) {
	return (
		<ReadingSection id="delivery" title="How delivery is organized" text={delivery.text}>
			<div className="grid gap-4 lg:grid-cols-2">
				<Panel title="Patterns" headingLevel={3}>
					<Bullets items={delivery.patterns} />
				</Panel>
				<Panel title="Steps, as an example" headingLevel={3}>
					<NumberedSteps items={delivery.steps} />
				</Panel>
			</div>
			<Notes items={delivery.notes} />
		</ReadingSection>
	)
}
