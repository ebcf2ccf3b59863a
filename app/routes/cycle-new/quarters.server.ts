import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listCycles } from '#app/data/list-cycles.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { quarterOf, shiftQuarter, todayIn } from '#app/domain/cycle/fiscal-quarter.ts'

export type QuarterChoice = {
	name: string
	startsOn: Day
	endsOn: Day
	/** Why it can't be chosen. */
	not: 'exists' | 'before-published' | null
}

/** The quarters that a new cycle may be for: the one before, the present one and the four after it. */
export async function readQuarters({ scope, account }: AccountSession): Promise<QuarterChoice[]> {
	const { fiscalYearStart, timeZone } = account
	const now = quarterOf(todayIn(timeZone), fiscalYearStart)
	const { cycles } = await listCycles(scope, { pageSize: 1000 })
	const names = new Set(cycles.map(({ name }) => name))
	const published = cycles.find(({ phase }) => phase === 'published')?.startsOn ?? ''
	return [-1, 0, 1, 2, 3, 4].map((by) => {
		const { name, startsOn, endsOn } = shiftQuarter(now, by, fiscalYearStart)
		const not = names.has(name) ? 'exists' : startsOn < published ? 'before-published' : null
		return { name, startsOn, endsOn, not }
	})
}
