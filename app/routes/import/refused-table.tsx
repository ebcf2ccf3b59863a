import { Download } from 'lucide-react'
import type { RefusedRow } from '#app/domain/import/import-outcome.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = { rows: readonly RefusedRow[]; total: number; url: string; locale: string }

/** Why rows are refused, by row and column, and all of them as a file. */
export function RefusedTable({ rows, total, url, locale }: Props) {
	const number = (value: number) => formatNumber(value, locale)
	return (
		<Panel
			title={`${number(total)} ${total === 1 ? 'row is' : 'rows are'} refused`}
			description="Rows are numbered as a spreadsheet does. The CSV has each as it came, with its number and the reason: mend it there and upload it as it is."
			actions={
				<ButtonLink to={`${url}/refused.csv`} size="small" icon={Download} reloadDocument>
					Refused rows as CSV
				</ButtonLink>
			}
			padding="flush"
			id="refused"
			className="scroll-mt-4"
		>
			<div className="scroll-region" role="region" aria-label="Refused rows" tabIndex={0}>
				<table className="data-table">
					<thead>
						<tr>
							<th scope="col">Row</th>
							<th scope="col">Column</th>
							<th scope="col">Reason</th>
						</tr>
					</thead>
					<tbody>
						{rows.map(({ row, column, message }) => (
							<tr key={`${row} ${column} ${message}`}>
								<th scope="row" className="tabular-nums">
									{number(row)}
								</th>
								<td>{column === null ? '–' : <bdi>{column}</bdi>}</td>
								<td className="min-w-56">{message}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{total > rows.length && (
				<p className="px-4 py-3 text-sm text-muted sm:px-6">
					These are the first {number(rows.length)}. The CSV has all of them.
				</p>
			)}
		</Panel>
	)
}
