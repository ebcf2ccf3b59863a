import { grains } from '#app/domain/metric/period.ts'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import { dateOrderLabels, decimalLabels, grainLabels, percentLabels } from './question-words.ts'
import type { ColumnsPage } from './read-columns.server.ts'

type Props = Pick<ColumnsPage, 'mapping' | 'questions' | 'metrics' | 'isReport' | 'isJson'>

/** What has been answered before, or the file has told, to be changed where it is wrong. */
export function Answers({ mapping, questions, metrics, isReport, isJson }: Props) {
	const { decimal, dateOrder, grain, percents } = mapping
	const asked = new Set(
		questions.map((one) => (one.about === 'percent' ? `percent.${one.metric}` : one.about)),
	)
	const shares = metrics.filter(({ key }) => Object.hasOwn(percents, key) && !asked.has(`percent.${key}`))
	const shows = {
		decimal: decimal !== null && !isJson && !asked.has('decimal'),
		dateOrder: dateOrder !== null && !asked.has('date-order'),
		grain: grain !== null && !isReport && !asked.has('grain'),
	}
	if (isReport || (!Object.values(shows).includes(true) && shares.length === 0)) return null
	return (
		<Panel title="How it is written" description="As you said before, or as the file tells.">
			<div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
				{shows.decimal && (
					<SelectField
						name="decimal"
						label="Before the decimals"
						defaultValue={decimal ?? ''}
						options={optionsOf(decimalLabels)}
					/>
				)}
				{shows.dateOrder && (
					<SelectField
						name="dateOrder"
						label="Dates"
						defaultValue={dateOrder ?? ''}
						options={optionsOf(dateOrderLabels)}
					/>
				)}
				{shows.grain && (
					<SelectField
						name="grain"
						label="A day stands for"
						defaultValue={grain ?? ''}
						options={grains.map((value) => ({ value, label: grainLabels[value] }))}
					/>
				)}
				{shares.map(({ key, name }) => (
					<SelectField
						key={key}
						name={`percent.${key}`}
						label={<bdi>{name}</bdi>}
						defaultValue={percents[key] ?? ''}
						options={optionsOf(percentLabels)}
					/>
				))}
			</div>
		</Panel>
	)
}

const labelOf = ({ title, text }: { title: string; text: string }) => `${title}: ${text}`

const optionsOf = (labels: Record<string, { title: string; text: string }>) =>
	Object.entries(labels).map(([value, label]) => ({ value, label: labelOf(label) }))
