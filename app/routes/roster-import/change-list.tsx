import type { FieldChange } from '#app/domain/roster/roster-plan.ts'
import { changeLabel } from '#app/domain/roster/roster-words.ts'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Change = { id?: string; row: number | null; name: string; fields: FieldChange[] }

type Props = {
	title: string
	/** The first of them. */
	changes: readonly Change[]
	total: number
	locale: string
	timeZone: string
	/** For somebody new everything but the name is worth showing, and nothing was there before. */
	showsAll?: boolean
}

/** The first rows of one kind, field by field. */
export function ChangeList({ title, changes, total, locale, timeZone, showsAll }: Props) {
	if (changes.length === 0) return null
	const words = (value: string) =>
		/^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value, locale, timeZone) : value || 'nothing'
	return (
		<Panel title={`${title} (${formatNumber(total, locale)})`} padding="flush">
			<div className="scroll-region" role="region" aria-label={title} tabIndex={0}>
				<table className="data-table">
					<thead>
						<tr>
							<th scope="col">Row</th>
							<th scope="col">Name</th>
							<th scope="col">{showsAll ? 'Record' : 'What changes'}</th>
						</tr>
					</thead>
					<tbody>
						{changes.map(({ id, row, name, fields }) => (
							<tr key={id ?? row}>
								<td className="tabular-nums">
									{row === null ? 'Not in the file' : formatNumber(row, locale)}
								</td>
								<th scope="row">
									<bdi>{name}</bdi>
								</th>
								<td>
									<ul className="flex flex-wrap gap-x-4 gap-y-0.5">
										{fields
											.filter(({ field }) => !showsAll || field !== 'name')
											.map(({ field, from, to }) => (
												<li key={field} className="min-w-0 wrap-anywhere">
													<span className="text-muted">{changeLabel(field)}: </span>
													{showsAll ? words(to) : `${words(from)} → ${words(to)}`}
												</li>
											))}
									</ul>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{total > changes.length && (
				<p className="px-4 py-3 text-sm text-muted sm:px-6">
					And {formatNumber(total - changes.length, locale)} more.
				</p>
			)}
		</Panel>
	)
}
