import { formatNumber } from '#app/ui/format.tsx'
import { LeftOut } from '#app/ui/file-plan.tsx'
import { RowList } from '#app/ui/row-list.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { TopicImportPage } from './read-page.server.ts'

/** What the file would do, row by row. */
export function DryRun({ page }: { page: TopicImportPage }) {
	const { counts, added, changed, locale } = page
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
			<LeftOut page={page} />
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
