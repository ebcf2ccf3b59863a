import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import { LevelMarks } from '#app/ui/lens-mark.tsx'
import { NamedTexts, Notes, ReadingSection } from '#app/ui/reading.tsx'

export function Capabilities({
	capabilities,
	locale,
}: {
	capabilities: FiveAiCodingLevels['capabilities']
	locale: string
}) {
	return (
		<ReadingSection
			id="capabilities"
			title="Capabilities and tools, AI coding levels 1 to 3"
			text={capabilities.text}
		>
			{capabilities.groups.map(({ levels, items }) => (
				<div key={levels.join()} className="flex flex-col gap-3">
					<h3 className="text-base">
						<LevelMarks levels={levels} locale={locale} />
					</h3>
					<NamedTexts items={items} />
				</div>
			))}
			<div className="flex flex-col gap-3">
				<h3 className="text-base">Tools and services</h3>
				<NamedTexts items={capabilities.tools} />
			</div>
			<Notes items={capabilities.notes} />
		</ReadingSection>
	)
}
