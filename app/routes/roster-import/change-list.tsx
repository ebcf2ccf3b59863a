import type { FieldChange } from '#app/domain/roster/roster-plan.ts'
import { changeLabel } from '#app/domain/roster/roster-words.ts'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Change = { id?: string; row: number | null; name: string; fields: FieldChange[] }

type Props = {
	title: string
	/** One page of them. */
	list: { rows: readonly Change[]; page: number; pageSize: number; total: number }
	/** The parameter of the address that has the page. */
	param: string
	locale: string
	timeZone: string
	/** For somebody new everything but the name is worth showing, and nothing was there before. */
	showsAll?: boolean
}

/** The rows of one kind, field by field, a page at a time. */
export function ChangeList({ title, list, param, locale, timeZone, showsAll }: Props) {
	const { rows: changes, page, pageSize, total } = list
	if (changes.length === 0) return null
	const words = (value: string) =>
		/^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value, locale, timeZone) : value || 'nothing'
	return (
		<Panel
			title={`${title} (${formatNumber(total, locale)})`}
			padding="flush"
			id={`list-${param}`}
			className="scroll-mt-4"
		>
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
			{total > pageSize && (
				<div className="px-4 py-3 sm:px-6">
					<Pagination
						{...{ page, pageSize, total, locale, param }}
						anchor={`list-${param}`}
						label={`Pages of ${title.toLowerCase()}`}
					/>
				</div>
			)}
		</Panel>
	)
}
