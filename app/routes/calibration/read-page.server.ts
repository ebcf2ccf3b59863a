import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { calibrationSightOf } from '#app/data/calibration-sight-sql.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { listCalibrationGroups } from '#app/data/list-calibration-groups.server.ts'
import { listCalibrationTeams } from '#app/data/list-calibration-teams.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'

/** The calibration groups of a cycle: all of them for HR; for managers, while the cycle is in calibration, those of their people. */
export async function readCalibrationPage(
	{ scope, account, person }: AccountSession,
	cycleId: string,
	url: URL,
) {
	const sight = calibrationSightOf(person)
	const cycle = z.guid().safeParse(cycleId).success ? await getCycle(scope, { cycleId }) : null
	if (!cycle || cycle.phase === 'draft' || sight === null) throw notFound()
	if (sight === 'subtree' && cycle.phase !== 'calibration') throw notFound()
	const { locale, timeZone, slug } = account
	const { groups, outside, freeTeams } = await listCalibrationGroups(scope, { cycleId, sight })
	const runs = may(person, 'cycles.run')
	const mayChange = runs && isRunning(cycle.phase)
	const isNew = mayChange && url.searchParams.has('new')
	return {
		slug,
		locale,
		timeZone,
		cycle: { id: cycle.id, name: cycle.name, phase: cycle.phase },
		groups,
		outside,
		freeTeams,
		runs,
		mayChange,
		teams: isNew ? await listCalibrationTeams(scope, { cycleId, locale }) : null,
		idempotencyKey: newIdempotencyKey(),
	}
}

export type CalibrationPage = Awaited<ReturnType<typeof readCalibrationPage>>
