import { openPdf } from '#app/lib/sheet/open-pdf.server.ts'
import type { Sheet, TakeBytes } from '#app/lib/sheet/sheet.ts'
import type { PersonRecord } from './person-record.ts'
import type { RecordLine } from './record-lines.ts'
import { listRecordLines } from './record-lines.ts'

const rowsAtOnce = 200

/** A person's record on paper: the same as the JSON holds, line by line under its headings. */
export async function writePersonPdf(
	record: PersonRecord,
	{ locale, timeZone }: { locale: string; timeZone: string },
	take: TakeBytes,
): Promise<void> {
	const { account, member, madeAt, madeFor, leftOut } = record
	const lines = listRecordLines(record)
	const sheet: Sheet<RecordLine> = {
		title: `Everything about ${member.name}`,
		columns: [
			{ key: 'what', label: 'What', type: 'text', width: 30, paper: 1, value: ({ what }) => what },
			{ key: 'says', label: 'What it says', type: 'text', width: 90, paper: 3, value: ({ says }) => says },
		],
		about: [
			{ label: 'Held by', type: 'text', value: account.name },
			{ label: 'Made on', type: 'moment', value: madeAt },
			{ label: 'Made for', type: 'text', value: madeFor === 'self' ? 'the person' : 'HR' },
			{
				label: 'Moments and tiers',
				type: 'text',
				value: 'In UTC in the lines that follow; tiers from 0.5 to 3.',
			},
			...leftOut.map((why, index) => ({
				...{ label: index === 0 ? 'Not in it' : '', type: 'text' as const, value: why },
			})),
		],
		footer: `${account.name} · ${member.name}`,
		chart: { title: '', unit: { one: '', many: '' }, bars: [], more: 0 },
		groupOf: ({ heading }) => heading,
		locale,
		timeZone,
	}
	const writer = await openPdf(sheet, take)
	for (let from = 0; from < lines.length; from += rowsAtOnce) {
		await writer.write(lines.slice(from, from + rowsAtOnce))
	}
	await writer.end()
}
