import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { ShownRow } from './read-page.server.ts'

type Props = {
	title: string
	rows: readonly ShownRow[]
	total: number
	locale: string
	showsBefore?: boolean
}

/** The first values of one kind. */
export function ValueList({ title, rows, total, locale, showsBefore }: Props) {
	if (rows.length === 0) return null
	const number = (value: number) => formatNumber(value, locale)
	return (
		<Panel
			title={`${title} (${number(total)})`}
			description={total > rows.length ? `The first ${number(rows.length)} of them.` : undefined}
			padding="flush"
		>
			<div className="scroll-region" role="region" aria-label={title} tabIndex={0}>
				<table className="data-table">
					<thead>
						<tr>
							<th scope="col">Row</th>
							<th scope="col">Of</th>
							<th scope="col">Metric</th>
							<th scope="col">Period</th>
							{showsBefore && (
								<th scope="col" className="text-end">
									Before
								</th>
							)}
							<th scope="col" className="text-end">
								{showsBefore ? 'Becomes' : 'Value'}
							</th>
						</tr>
					</thead>
					<tbody>
						{rows.map((row) => (
							<tr key={`${row.row} ${row.subject} ${row.metric} ${row.period}`}>
								<td className="tabular-nums">{number(row.row)}</td>
								<th scope="row" className="min-w-32">
									{row.isAccount ? 'The whole company' : <bdi>{row.subject}</bdi>}
								</th>
								<td className="min-w-40">
									<bdi>{row.metric}</bdi>
								</td>
								<td className="whitespace-nowrap">{row.period}</td>
								{showsBefore && <td className="text-end whitespace-nowrap tabular-nums">{row.before}</td>}
								<td className="text-end whitespace-nowrap tabular-nums">{row.value}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</Panel>
	)
}
