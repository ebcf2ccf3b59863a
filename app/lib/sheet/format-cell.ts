import { dateTimeFormat, numberFormat } from '#app/lib/intl-formats.ts'
import { shareText } from '#app/lib/share-text.ts'
import type { CellType, CellValue } from './sheet.ts'

const date = { day: 'numeric', month: 'short', year: 'numeric' } as const
const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const

/** A cell as people read it, in the account's locale and time zone; empty for none. */
export function formatCell(
	value: CellValue,
	{ type, decimals = 0 }: { type: CellType; decimals?: number },
	{ locale, timeZone }: { locale: string; timeZone: string },
): string {
	if (value === null) return ''
	if (type === 'day') return dateTimeFormat(locale, { ...date, timeZone: 'UTC' }).format(new Date(value))
	if (type === 'moment') return dateTimeFormat(locale, { ...date, ...time, timeZone }).format(new Date(value))
	if (typeof value === 'string') return value
	if (type === 'percent') return shareText(value, locale, { least: decimals })
	return numberFormat(locale, {
		minimumFractionDigits: decimals,
		maximumFractionDigits: Math.max(decimals, type === 'number' ? 3 : 0),
	}).format(value)
}
