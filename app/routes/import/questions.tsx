import type { ImportQuestion } from '#app/domain/import/import-question.ts'
import { grains } from '#app/domain/metric/period.ts'
import { Panel } from '#app/ui/panel.tsx'
import type { RadioCardOption } from '#app/ui/radio-cards.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import { dateOrderLabels, decimalLabels, grainLabels, percentLabels } from './question-words.ts'
import type { ColumnsPage } from './read-columns.server.ts'

/** What the file alone does not tell. Asked once: the answers are remembered for files with the same columns. */
export function Questions({ questions }: Pick<ColumnsPage, 'questions'>) {
	if (questions.length === 0) return null
	return (
		<Panel
			title={questions.length === 1 ? 'One question' : `${questions.length} questions`}
			description={
				questions.length === 1
					? 'Nothing in this file decides it. The answer is remembered for files with the same columns.'
					: 'Nothing in this file decides them. The answers are remembered for files with the same columns.'
			}
			className="border-accent"
			id="questions"
		>
			<div className="flex flex-col gap-6">
				{questions.map((question) => {
					const { name, legend, options } = wordsOf(question)
					return (
						<RadioCards
							key={name}
							name={name}
							legend={legend}
							legendSize="body"
							hint={`Such as ${question.examples.join(', ')}`}
							required
							options={options.map((option) => ({
								...option,
								note: option.value === question.guess ? 'likelier' : undefined,
							}))}
						/>
					)
				})}
			</div>
		</Panel>
	)
}

function wordsOf(question: ImportQuestion): { name: string; legend: string; options: RadioCardOption[] } {
	const from = (labels: Record<string, { title: string; text: string }>) =>
		Object.entries(labels).map(([value, label]) => ({ value, ...label }))
	switch (question.about) {
		case 'percent':
			return {
				name: `percent.${question.metric}`,
				legend: `How is “${question.name}” written?`,
				options: from(percentLabels),
			}
		case 'decimal':
			return { name: 'decimal', legend: 'What stands before the decimals?', options: from(decimalLabels) }
		case 'date-order':
			return { name: 'dateOrder', legend: 'How are dates meant?', options: from(dateOrderLabels) }
		case 'grain':
			return {
				name: 'grain',
				legend: 'Which period does a day stand for?',
				options: grains.map((value) => ({ value, title: grainLabels[value] })),
			}
	}
}
