import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = { header: readonly string[]; rows: readonly (readonly string[])[]; locale: string }

/** The first rows as they came. */
export function SampleTable({ header, rows, locale }: Props) {
	const title = `The first ${rows.length === 1 ? 'row' : `${formatNumber(rows.length, locale)} rows`}`
	return (
		<Panel title={title} padding="flush">
			<div className="scroll-region" role="region" aria-label="Beginning of the file" tabIndex={0}>
				<table className="data-table">
					<thead>
						<tr>
							{header.map((name, index) => (
								<th key={index} scope="col" className="whitespace-nowrap">
									<bdi>{name}</bdi>
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map((cells, row) => (
							<tr key={row}>
								{cells.map((cell, index) => (
									<td key={index} className="whitespace-nowrap">
										<bdi>{cell}</bdi>
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</div>
		</Panel>
	)
}
