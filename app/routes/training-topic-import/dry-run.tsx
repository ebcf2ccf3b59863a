import { Download } from 'lucide-react'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { RowList } from '#app/ui/row-list.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { TopicImportPage } from './read-page.server.ts'

/** What the file would do, row by row. */
export function DryRun({ page }: { page: TopicImportPage }) {
	const { counts, added, changed, errors, ignored, locale, url } = page
	const number = (value: number) => formatNumber(value, locale)
	return (
		<>
			<Stats label="Counts">
				<Stat label="New" value={number(counts.added)} />
				<Stat
					label="Changed"
					value={number(counts.changed)}
					note={`${number(counts.unchanged)} stay as they are`}
				/>
				<Stat label="Refused" value={number(counts.refused)} note={counts.refused === 1 ? 'row' : 'rows'} />
			</Stats>
			{ignored.length > 0 && (
				<p className="max-w-prose text-sm text-muted">
					Columns that mean nothing here are left out: {ignored.join(', ')}.
				</p>
			)}
			<RowList
				title="Refused rows"
				description="Mend them in the CSV of refused rows, and import that."
				count={errors.length + Math.max(0, page.more)}
				heads={['Column', 'Reason']}
				rows={errors.map(({ row, column, message }) => ({ row, cells: [column, message] }))}
				locale={locale}
				actions={
					<ButtonLink to={`${url}/refused.csv`} size="small" icon={Download} reloadDocument>
						Refused rows as CSV
					</ButtonLink>
				}
			/>
			<RowList
				title="New"
				count={counts.added}
				heads={['Key', 'Title']}
				rows={added.map(({ row, key, title }) => ({
					row,
					cells: [<code key="key">{key}</code>, <bdi key="title">{title}</bdi>],
				}))}
				locale={locale}
			/>
			<RowList
				title="Changed"
				count={counts.changed}
				heads={['Topic', 'What changes']}
				rows={changed.map(({ row, title, fields }) => ({
					row,
					cells: [<bdi key="title">{title}</bdi>, fields.join(', ')],
				}))}
				locale={locale}
			/>
		</>
	)
}
