import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { LevelMarks } from '#app/ui/lens-mark.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Bullets, Notes, ReadingSection } from '#app/ui/reading.tsx'

type Metrics = FiveAiCodingLevels['metrics']

const asTexts = (items: readonly { key: string; name: string }[]) =>
	items.map(({ key, name }) => ({ key, text: name }))

export function MetricBands({ metrics, locale }: { metrics: Metrics; locale: string }) {
	return (
		<ReadingSection id="bands" title="Primary metrics by AI coding level" text={metrics.text}>
			<ol className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
				{metrics.bands.map(({ levels, items }) => (
					<li
						key={levels.join()}
						className="flex flex-col gap-3 rounded-panel border border-line bg-panel p-4 sm:p-5"
					>
						<h3 className="text-base">
							<LevelMarks levels={levels} locale={locale} />
						</h3>
						<Bullets items={asTexts(items)} />
					</li>
				))}
			</ol>
		</ReadingSection>
	)
}

export function OperationalMetrics({ groups }: { groups: Metrics['operational'] }) {
	return (
		<ReadingSection id="operational" title="Metrics and signals in operation">
			<div className="grid gap-4 lg:grid-cols-3">
				{groups.map(({ key, name, items }) => (
					<Panel key={key} title={name} headingLevel={3}>
						<Bullets items={asTexts(items)} />
					</Panel>
				))}
			</div>
		</ReadingSection>
	)
}

export function StepMetrics({
	step,
	notes,
	locale,
}: {
	step: Metrics['step']
	notes: Metrics['notes']
	locale: string
}) {
	return (
		<ReadingSection
			id="step"
			title={`On the way from AI coding level ${formatNumber(step.fromLevel, locale)} to ${formatNumber(step.toLevel, locale)}`}
		>
			<Panel title="What to track" headingLevel={3} description={step.note}>
				<Bullets items={asTexts(step.items)} />
			</Panel>
			<Notes items={notes} />
		</ReadingSection>
	)
}
