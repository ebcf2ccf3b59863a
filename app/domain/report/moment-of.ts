import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'

const hour = 60 * 60_000

/** By time zone: each takes far longer to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone)
	if (known) return known
	const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
		...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
		...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
	})
	formats.set(timeZone, made)
	return made
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
	const parts = formatOf(timeZone).formatToParts(at)
	const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value)
	const shown = Date.UTC(
		...[part('year'), part('month') - 1, part('day')],
		...[part('hour'), part('minute'), part('second')],
	)
	return shown - Math.floor(at / 1000) * 1000
}

/**
 * When the clocks of a time zone show a full hour of a day. Of an hour that comes twice the first; of one that is left out,
 * when it would have been: the clocks then show an hour later.
 */
export function momentOf(day: Day, hourOfDay: number, timeZone: string): Date {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
	const shown = Date.UTC(year, month - 1, date, hourOfDay)
	// No time zone changes its clocks twice within two days.
	const [before, after] = [offsetAt(timeZone, shown - 24 * hour), offsetAt(timeZone, shown + 24 * hour)]
	const moments = [before, after]
		.map((offset) => ({ offset, at: shown - offset }))
		.filter(({ offset, at }) => offsetAt(timeZone, at) === offset)
		.map(({ at }) => at)
	return new Date(moments.length > 0 ? Math.min(...moments) : shown - before)
}
