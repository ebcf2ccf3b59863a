import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { LeftOut } from '#app/ui/file-plan.tsx'
import { RowList } from '#app/ui/row-list.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { CompletionImportPage } from './read-page.server.ts'

/** What the file would do, row by row. */
export function DryRun({ page }: { page: CompletionImportPage }) {
	const { counts, locale, timeZone } = page
	const number = (value: number) => formatNumber(value, locale)
	const list = (title: string, description: string, count: number, rows: CompletionImportPage['added']) => (
		<RowList
			title={title}
			description={description}
			count={count}
			heads={['Person', 'Topic and day']}
			rows={rows.map(({ row, memberName, topicTitle, doneOn }) => ({
				row,
				cells: [<bdi key="name">{memberName}</bdi>, `${topicTitle}, ${formatDate(doneOn, locale, timeZone)}`],
			}))}
			locale={locale}
		/>
	)
	return (
		<>
			<Stats label="Counts">
				<Stat label="Finished" value={number(counts.finished)} note="given, and now done" />
				<Stat label="New" value={number(counts.added)} note="done without being given" />
				<Stat
					label="Another day"
					value={number(counts.moved)}
					note={`${number(counts.same)} stay as they are`}
				/>
				<Stat label="Refused" value={number(counts.refused)} note={counts.refused === 1 ? 'row' : 'rows'} />
			</Stats>
			<LeftOut page={page} />
			{list('Finished', 'Given to the person, and done by the file.', counts.finished, page.finished)}
			{list('New', 'Not given to the person: it is added as done.', counts.added, page.added)}
			{list('Another day', 'Done already, on another day.', counts.moved, page.moved)}
		</>
	)
}
