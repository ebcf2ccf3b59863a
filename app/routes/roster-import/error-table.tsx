import { Download } from 'lucide-react'
import type { RowError } from '#app/domain/roster/roster-plan.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = {
	errors: readonly RowError[]
	/** Where they are one page of several. */
	paging?: { page: number; pageSize: number; total: number }
	/** How many rows are refused. */
	rows: number
	url: string
	locale: string
}

/** Why rows are refused, by row and column. */
export function ErrorTable({ errors, paging, rows, url, locale }: Props) {
	return (
		<Panel
			title={`${formatNumber(rows, locale)} ${rows === 1 ? 'row is' : 'rows are'} refused`}
			description="Rows are numbered as a spreadsheet does. Mend them in your HR system or in the CSV of refused rows, and import again."
			actions={
				<ButtonLink to={`${url}/errors.csv`} size="small" icon={Download} reloadDocument>
					Refused rows as CSV
				</ButtonLink>
			}
			padding="flush"
			id="list-errors"
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
						{errors.map(({ row, column, message }) => (
							<tr key={`${row} ${column} ${message}`}>
								<th scope="row" className="tabular-nums">
									{formatNumber(row, locale)}
								</th>
								<td>{column ?? '–'}</td>
								<td>{message}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{paging && paging.total > paging.pageSize ? (
				<div className="px-4 py-3 sm:px-6">
					<Pagination
						page={paging.page}
						pageSize={paging.pageSize}
						total={paging.total}
						locale={locale}
						param="errors"
						anchor="list-errors"
						label="Pages of refused rows"
					/>
				</div>
			) : (
				rows > new Set(errors.map(({ row }) => row)).size && (
					<p className="px-4 py-3 text-sm text-muted sm:px-6">The CSV has all of them.</p>
				)
			)}
		</Panel>
	)
}
