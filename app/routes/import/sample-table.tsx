import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = { header: readonly string[]; rows: readonly (readonly string[])[]; more: number; locale: string }

/** The first rows as they came, a line for each column: so that any number of them fits a phone. */
export function SampleTable({ header, rows, more, locale }: Props) {
	const count = rows.length === 1 ? 'row' : `${formatNumber(rows.length, locale)} rows`
	return (
		<Panel title={`The first ${count}`} padding="flush">
			<div className="scroll-region" role="region" aria-label="Beginning of the file" tabIndex={0}>
				<table className="data-table">
					<thead>
						<tr>
							<th scope="col">Column</th>
							<th scope="col">Values</th>
						</tr>
					</thead>
					<tbody>
						{header.map((name, column) => (
							<tr key={column}>
								<th scope="row" className="wrap-anywhere">
									<bdi>{name}</bdi>
								</th>
								<td className="wrap-anywhere">
									<bdi>{rows.map((cells) => cells[column] || '–').join(' · ')}</bdi>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{more > 0 && (
				<p className="px-4 py-3 text-sm text-muted sm:px-6">And {formatNumber(more, locale)} more columns.</p>
			)}
		</Panel>
	)
}
