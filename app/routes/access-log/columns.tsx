import type { ListedExport } from '#app/data/exports/list-exports.server.ts'
import { describeKeptFilter, exportStateNames } from '#app/domain/export-log/export-words.ts'
import { describeReport } from '#app/domain/export-log/report-words.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatNumber, TimeText } from '#app/ui/format.tsx'

type Format = { locale: string; timeZone: string; own: boolean }

export function exportColumns({ own, ...format }: Format): DataColumn<ListedExport>[] {
	return [
		{ id: 'report', header: 'Report', cell: ({ report }) => describeReport(report) },
		{
			id: 'when',
			header: 'When',
			sort: true,
			firstOrder: 'desc',
			nowrap: true,
			cell: ({ at }) => <TimeText value={at} {...format} style="dateTime" />,
		},
		{ id: 'who', header: 'Who', cell: (one) => (own ? 'You' : <Who {...one} />) },
		{
			id: 'filter',
			header: 'Filter',
			cell: ({ filter }) => <span className="text-muted">{describeKeptFilter(filter) || '–'}</span>,
		},
		{ id: 'format', header: 'Format', cell: ({ format: name }) => name.toUpperCase() },
		{
			id: 'rows',
			header: 'Rows',
			nowrap: true,
			cell: ({ rows }) => (rows === null ? '–' : formatNumber(rows, format.locale)),
		},
		{
			id: 'state',
			header: 'Ended',
			cell: ({ state, requests }) =>
				requests > 1 ? `In ${formatNumber(requests, format.locale)} requests` : exportStateNames[state],
		},
	]
}

function Who({ who, program, isProgram, isCommand }: ListedExport) {
	if (isCommand) return <span className="text-muted">The command line</span>
	if (isProgram) {
		return (
			<>
				<bdi>{program ?? 'A token'}</bdi> <span className="text-muted">(API)</span>
			</>
		)
	}
	return who ? <bdi>{who}</bdi> : <span className="text-muted">An erased person</span>
}
