import { formatDate } from '#app/ui/format.tsx'
import type { SaveStatus } from './use-autosave.ts'

/** What became of the last change, read out where it matters. */
export function SaveLine({
	status,
	locale,
	timeZone,
}: {
	status: SaveStatus
	locale: string
	timeZone: string
}) {
	return (
		<p role="status" className="min-h-5 text-sm text-muted">
			{textOf(status, (at) => formatDate(at, locale, timeZone, 'dateTime'))}
		</p>
	)
}

function textOf(status: SaveStatus, format: (at: Date) => string): string {
	switch (status.kind) {
		case 'idle':
			return ''
		case 'saving':
			return 'Saving …'
		case 'saved':
			return `Draft saved, ${format(status.at)}.`
		case 'offline':
			return 'No connection. Your answers are kept on this device and saved once it is back.'
		case 'refused':
			return `Not saved yet: ${status.message}`
		case 'conflict':
			return 'Not saved: a newer draft was saved elsewhere. See above.'
	}
}
