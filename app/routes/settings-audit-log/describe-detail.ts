import type { ListedAuditEvent } from '#app/data/list-audit-events.server.ts'
import { formatDate, formatNumber } from '#app/ui/format.tsx'

export type Format = { locale: string; timeZone: string }

/** 'membership.roles-changed' becomes 'Membership roles changed'. */
export const describeAction = (action: string) => capitalize(action.replace(/[.-]/g, ' '))

export const describeArea = (area: string) => capitalize(area.replaceAll('-', ' '))

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** 'minimumGroupSizeTo' becomes 'minimum group size to'; an abbreviation stays one. */
const describeKey = (key: string) =>
	key === 'hr'
		? 'HR'
		: key
				.replaceAll('-', ' ')
				.replace(/([a-z])([A-Z])/g, '$1 $2')
				.toLowerCase()

const day = /^\d{4}-\d{2}-\d{2}$/
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What an entry says besides, in words: ids and what did not happen are left to the CSV. */
export function describeDetail(
	{ detail, cycleName }: Pick<ListedAuditEvent, 'detail' | 'cycleName'>,
	{ locale, timeZone }: Format,
): string {
	return Object.entries(detail)
		.flatMap(([key, value]) => {
			if (key === 'cycleId') return cycleName ? [`cycle: ${cycleName}`] : []
			if (value === null || value === false || value === 0) return []
			if (value === true) return [describeKey(key)]
			if (typeof value === 'number') return [`${describeKey(key)}: ${formatNumber(value, locale)}`]
			if (typeof value === 'string') {
				if (id.test(value)) return []
				const text = day.test(value) ? formatDate(value, locale, timeZone) : value
				return [`${describeKey(key)}: ${text}`]
			}
			return value.length === 0 ? [] : [`${describeKey(key)}: ${value.map(describeKey).join(', ')}`]
		})
		.join(' · ')
}
