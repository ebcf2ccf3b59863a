import type { ReactNode } from 'react'
import { formatNumber } from './format.tsx'
import { Panel } from './panel.tsx'

type Props = {
	title: string
	description?: string
	actions?: ReactNode
	/** Of all rows of the kind. */
	count: number
	heads: [string, string]
	rows: { row: number; cells: [ReactNode, ReactNode] }[]
	locale: string
}

/** Rows of the file of which the same becomes, as a spreadsheet numbers them. */
export function RowList({ title, description, actions, count, heads, rows, locale }: Props) {
	if (rows.length === 0) return null
	return (
		<Panel
			title={`${title} (${formatNumber(count, locale)})`}
			description={description}
			actions={actions}
			padding="flush"
		>
			<div className="scroll-region" role="region" aria-label={title} tabIndex={0}>
				<table className="data-table">
					<thead>
						<tr>
							<th scope="col" className="w-16">
								Row
							</th>
							{heads.map((head) => (
								<th key={head} scope="col">
									{head}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map(({ row, cells: [first, second] }, i) => (
							<tr key={i}>
								<th scope="row" className="tabular-nums">
									{formatNumber(row, locale)}
								</th>
								<td>{first}</td>
								<td>{second}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{count > rows.length && (
				<p className="px-4 py-3 text-sm text-muted sm:px-6">
					The first {formatNumber(rows.length, locale)} of them.
				</p>
			)}
		</Panel>
	)
}
