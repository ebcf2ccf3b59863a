import { RotateCw } from 'lucide-react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'

type Props = {
	texts: readonly { text: string; rows: number }[]
	metrics: readonly { key: string; name: string }[]
	locale: string
}

/** Names of metrics in the file that are none here, to be matched once. */
export function MetricTexts({ texts, metrics, locale }: Props) {
	return (
		<Panel
			title="Which metrics are these?"
			description="It is remembered for files with the same columns. What is left open stays refused."
		>
			<Form method="post" className="flex flex-col items-start gap-5">
				<input type="hidden" name="intent" value="metrics" />
				<ul className="grid w-full gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
					{texts.map(({ text, rows }, index) => (
						<li key={text} className="min-w-0">
							<input type="hidden" name="text" value={text} />
							<SelectField
								id={`metric-${index}`}
								name="metric"
								label={
									<span className="wrap-anywhere">
										<bdi>{text}</bdi>{' '}
										<span className="font-normal text-muted">
											({formatNumber(rows, locale)} {rows === 1 ? 'value' : 'values'})
										</span>
									</span>
								}
								defaultValue=""
								options={[
									{ value: '', label: 'None of these' },
									...metrics.map(({ key, name }) => ({ value: key, label: name })),
								]}
							/>
						</li>
					))}
				</ul>
				<Button variant="secondary" icon={RotateCw}>
					Remember and look again
				</Button>
			</Form>
		</Panel>
	)
}
