import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { countOpening } from '#app/data/count-opening.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import type { CycleListItem } from '#app/data/list-cycles.server.ts'
import { cycleSorts, listCycles } from '#app/data/list-cycles.server.ts'
import { countAssessed, countEligible } from '#app/domain/cycle/participant-standing.ts'
import { quarterOf, todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { runningPhases } from '#app/domain/cycle/cycle-phase.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'

const pageSize = 25

/** What the filter offers; review and calibration are ways of running. */
const phasesOf = {
	draft: ['draft'],
	running: runningPhases,
	published: ['published'],
} as const satisfies Record<string, readonly CyclePhase[]>

const searchSchema = z.object({
	sort: z.enum(cycleSorts).catch('starts'),
	order: z.enum(['asc', 'desc']).catch('desc'),
	phase: z.enum(['draft', 'running', 'published']).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** `soFar`: the cycle runs, and the figures are those of now. */
export type ListedCycle = CycleListItem & { soFar: boolean }

/** The list of cycles as the URL asks for it, and what a first cycle would need. */
export async function readCycles({ scope, account }: AccountSession, url: URL) {
	const search = searchSchema.parse(Object.fromEntries(url.searchParams))
	const running = await readRunning(scope)
	const { cycles, total } = await listCycles(scope, {
		phases: search.phase && phasesOf[search.phase],
		sort: search.sort,
		descending: search.order === 'desc',
		page: search.page,
		pageSize,
		soFar: new Map(
			[...running].flatMap(([id, { assessed, eligible }]) =>
				eligible > 0 ? [[id, assessed / eligible] as const] : [],
			),
		),
	})
	const listed = cycles.map((cycle): ListedCycle => {
		const soFar = running.get(cycle.id)
		return soFar ? { ...cycle, ...soFar, soFar: true } : { ...cycle, soFar: false }
	})
	const { locale, timeZone, fiscalYearStart } = account
	const isFirst = total === 0 && !search.phase
	const quarter = quarterOf(todayIn(timeZone), fiscalYearStart)
	return {
		cycles: listed,
		locale,
		timeZone,
		filtered: search.phase !== undefined,
		sort: { sort: search.sort, order: search.order },
		phase: search.phase ?? '',
		paging: { page: search.page, pageSize, total },
		/** Only asked while there is no cycle: whether anybody could take part in one. */
		opening: isFirst ? await countOpening(scope, { endsOn: quarter.endsOn }) : null,
	}
}

/** How many are assessed so far, of how many, in each cycle that runs. */
async function readRunning(
	scope: AccountSession['scope'],
): Promise<Map<string, { eligible: number; assessed: number }>> {
	const { cycles } = await listCycles(scope, { phases: runningPhases, pageSize: 1000 })
	const read = cycles.map(async ({ id }) => {
		const { total } = await getCycleProgress(scope, { cycleId: id })
		return [id, { eligible: countEligible(total), assessed: countAssessed(total) }] as const
	})
	return new Map(await Promise.all(read))
}
