import { Fragment } from 'react'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { ColumnsPage } from './read-columns.server.ts'

type Props = Pick<ColumnsPage, 'columns' | 'mapping' | 'metrics' | 'isReport' | 'more'> & { locale: string }

/** Which metric each column holds, and what divides or weighs it. */
export function ValueColumns({ columns, mapping, metrics, isReport, more, locale }: Props) {
	const weighed = new Set(metrics.filter(({ isWeighed }) => isWeighed).map(({ key }) => key))
	const elsewhere = new Set([mapping.subject.column, mapping.period])
	const options = [
		{ value: '', label: 'Left out' },
		...metrics.map(({ key, name }) => ({ value: key, label: name })),
	]
	return (
		<Panel
			title={isReport ? 'What each field measures' : 'What each column measures'}
			description={
				metrics.length === 0
					? 'There are no metrics yet. Define one first, then come back to this import.'
					: isReport
						? 'As Contour knows this report. What is left out is not imported.'
						: 'Columns that hold no metric are left out.'
			}
		>
			<div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
				{columns
					.filter(({ index }) => !elsewhere.has(index))
					.map(({ index, name, samples }) => {
						const values = mapping.values.filter(({ column }) => column === index)
						const shown = values.length > 0 ? values : [{ metric: '', weight: null }]
						return shown.map(({ metric, weight }, place) => (
							<Fragment key={`${index} ${metric}`}>
								<SelectField
									id={`metric-${index}-${place}`}
									name={`metric.of.${index}`}
									label={<bdi className="wrap-anywhere">{name}</bdi>}
									hint={
										samples.length > 0 ? (
											<span className="wrap-anywhere">Such as {samples.join(', ')}</span>
										) : undefined
									}
									defaultValue={metric}
									options={options}
								/>
								{!isReport && weighed.has(metric) && (
									<SelectField
										id={`weight-${index}-${place}`}
										name={`weight.of.${index}.${place}`}
										label={
											<span className="wrap-anywhere">
												Denominator or weight of <bdi>{name}</bdi>
											</span>
										}
										hint="Without it the values stand for themselves and add up to nothing."
										defaultValue={weight ?? ''}
										options={[
											{ value: '', label: 'None' },
											...columns.map((column) => ({ value: String(column.index), label: column.name })),
										]}
									/>
								)}
							</Fragment>
						))
					})}
			</div>
			{more > 0 && (
				<p className="mt-4 text-sm text-muted">
					{formatNumber(more, locale)} more columns are not shown, and are read as their names say.
				</p>
			)}
		</Panel>
	)
}
