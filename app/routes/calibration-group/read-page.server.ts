import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getCalibrationHistory } from '#app/data/get-calibration-history.server.ts'
import type { CalibrationRow } from '#app/data/list-calibration-rows.server.ts'
import { listCalibrationTeams } from '#app/data/list-calibration-teams.server.ts'
import { readCalibrationTable } from '#app/data/read-calibration-table.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { calibratedTiers } from '#app/domain/calibration/calibrated-tier.ts'
import { readGroupSearch } from '#app/domain/calibration/group-search.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { changeSearch } from '#app/ui/search.ts'
import { summarizeRows } from './summarize-rows.server.ts'

/** So many rows at most are sent at once, for a browser to draw as they are scrolled to; more come page by page. */
const mostRows = 2_000
const pageSize = 50

type Of = { cycleId: string; groupId: string }

/**
 * A group as one table with its figures: for HR all of it; for managers, while the cycle is in calibration, the people of their
 * own subtree, with figures about those alone.
 */
export async function readGroupPage(session: AccountSession, of: Of, url: URL) {
	const { scope, account, person } = session
	const { locale, timeZone, slug, minimumGroupSize } = account
	const search = readGroupSearch(url.searchParams)
	const table = await readCalibrationTable(scope, person, { ...of, search, locale, minimumGroupSize })
	if (table === null) throw notFound()

	const { group, rows, distances, arranged } = table
	const runs = may(person, 'cycles.run')
	const isOpen = group.phase === 'calibration' && group.lockedAt === null
	const all = arranged.map(({ memberId, ...row }) => ({
		...row,
		mayChange:
			isOpen &&
			memberId !== scope.memberId &&
			(row.agreed !== null || row.standing === 'single-rater') &&
			calibratedTiers(row.agreed ?? row.manager ?? row.self ?? 1).length > 0,
	}))
	const chosen =
		search.person === undefined ? undefined : all.find((row) => row.participantId === search.person)
	const mayChange = runs && isRunning(group.phase)
	const isEditing = mayChange && group.lockedAt === null && url.searchParams.has('edit')
	const total = all.length
	const page = Math.min(search.page, Math.max(1, Math.ceil(total / pageSize)))
	return {
		...{ slug, locale, timeZone, runs, mayChange, group },
		/** The export asks for the same rows in the same order. */
		exportHref: `/a/${slug}/cycles/${group.cycleId}/calibration/${group.id}/people.csv${exportSearch(url)}`,
		summary: summarizeRows(rows, distances, { minimumGroupSize, withAgreement: runs }),
		options: optionsOf(rows),
		search,
		rows: total <= mostRows ? all : all.slice((page - 1) * pageSize, page * pageSize),
		paging: { page, pageSize, total },
		chosen: chosen && {
			row: chosen,
			history: await getCalibrationHistory(scope, chosen),
		},
		teams: isEditing ? await listCalibrationTeams(scope, { cycleId: of.cycleId, locale }) : null,
		idempotencyKey: newIdempotencyKey(),
	}
}

function exportSearch(url: URL): string {
	return changeSearch(url.searchParams, { page: null, person: null, raters: null, edit: null }).replace(
		/^\?$/,
		'',
	)
}

/** What the rows can be filtered by, by name. */
function optionsOf(rows: readonly CalibrationRow[]) {
	const distinct = (pairs: readonly (readonly [id: string | null, name: string | null])[]) =>
		[...new Map(pairs).entries()]
			.flatMap(([value, label]) => (value === null || label === null ? [] : [{ value, label }]))
			.toSorted((a, b) => a.label.localeCompare(b.label))
	return {
		raters: distinct(rows.map(({ raterId, raterName }) => [raterId, raterName] as const)),
		teams: distinct(rows.map(({ teamId, teamName }) => [teamId, teamName] as const)),
		families: distinct(rows.map(({ familyId, familyName }) => [familyId, familyName] as const)),
	}
}

export type GroupPage = Awaited<ReturnType<typeof readGroupPage>>
export type GroupRow = GroupPage['rows'][number]
