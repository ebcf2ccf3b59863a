import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import { listReminderChoices } from '#app/data/list-reminder-choices.server.ts'
import { listReminderPeople } from '#app/data/list-reminder-people.server.ts'
import { listSentReminders } from '#app/data/list-sent-reminders.server.ts'
import type { CyclePlace } from '#app/data/read-cycle-place.server.ts'
import { readCyclePlace } from '#app/data/read-cycle-place.server.ts'
import type { ReminderFilter } from '#app/data/reminder-todo-sql.server.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { unassessedStandings } from '#app/domain/cycle/participant-standing.ts'
import { notFound } from '#app/lib/http.server.ts'
import { changeSearch } from '#app/ui/search.ts'

const pageSize = 25

const searchSchema = z.object({
	view: z.enum(['waiting', 'sent', 'fewer']).catch('waiting'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
	search: z
		.string()
		.max(200)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
	standing: z.enum(unassessedStandings).optional().catch(undefined),
	family: z.guid().optional().catch(undefined),
	team: z
		.union([z.guid(), z.literal('none')])
		.optional()
		.catch(undefined),
	whom: z.enum(['self', 'manager']).optional().catch(undefined),
})

type Search = z.output<typeof searchSchema>

export function parseSearch(url: URL): Search {
	return searchSchema.parse(Object.fromEntries(url.searchParams))
}

/** Whom a filter of the page chooses. */
export function filterOf({ search, standing, family, team, whom }: Search): ReminderFilter {
	return { search, standings: standing && [standing], familyId: family, teamId: team, whom }
}

/** Who can be reminded in a cycle, who was, and who wants fewer mails: as the URL asks. */
export async function readRemindersPage({ scope, account }: AccountSession, cycleId: string, url: URL) {
	const found = z.guid().safeParse(cycleId).success ? await getCycle(scope, { cycleId }) : null
	if (!found || found.phase === 'draft') throw notFound()
	const cycle = { id: found.id, name: found.name, phase: found.phase }
	const running = isRunning(found.phase) || found.reopenedAt !== null
	const asked = parseSearch(url)
	const { page, search } = asked
	const view = running || asked.view === 'fewer' ? asked.view : 'sent'
	const common = { cycle, running, locale: account.locale, timeZone: account.timeZone }
	const paging = (total: number) => ({ page, pageSize, total })
	if (view === 'sent') {
		const { reminders, total } = await listSentReminders(scope, { cycleId, search, page, pageSize })
		refuseEmptyPage(url, page, reminders)
		const csvHref = `/a/${account.slug}/cycles/${cycleId}/reminders/sent.csv?${new URLSearchParams({ search })}`
		return { view, ...common, reminders, csvHref, filter: { search }, paging: paging(total) }
	}
	if (view === 'fewer') {
		const { choices, total } = await listReminderChoices(scope, { cycleId, page, pageSize })
		refuseEmptyPage(url, page, choices)
		return { view, ...common, choices, paging: paging(total) }
	}
	const listed = await listReminderPeople(scope, { cycle, filter: filterOf(asked), page, pageSize })
	refuseEmptyPage(url, page, listed.people)
	const { families } = await getCycleProgress(scope, { cycleId })
	const chosen = asked.team === undefined || asked.team === 'none' ? null : asked.team
	const place = await readCyclePlace(scope, { cycleId, teamId: chosen })
	return {
		view,
		...common,
		people: listed.people,
		counts: {
			mails: listed.total - listed.noAccount - listed.today,
			noAccount: listed.noAccount,
			today: listed.today,
		},
		families: families.map(({ familyId, name }) => ({ id: familyId, name })),
		teams: teamOptions(place, asked.team),
		filter: {
			search,
			standing: asked.standing ?? '',
			family: asked.family ?? '',
			team: asked.team ?? '',
			whom: asked.whom ?? '',
		},
		paging: paging(listed.total),
	}
}

/** One level of the tree at a time: the way to the chosen team, and what is right below it. */
function teamOptions({ path, children, hasTeamless }: CyclePlace, team: string | undefined) {
	const isUnknown = team !== undefined && team !== 'none' && path.length === 0
	return [
		{ value: '', label: 'All teams' },
		...[...path, ...children].map(({ id, name, depth }) => ({
			value: id,
			label: `${'\u2003'.repeat(depth)}${name}`,
		})),
		...(hasTeamless || team === 'none' ? [{ value: 'none', label: 'In no team' }] : []),
		...(isUnknown ? [{ value: team, label: 'A team that this cycle does not have' }] : []),
	]
}

/** A page that has no rows any more leads to the first. */
function refuseEmptyPage(url: URL, page: number, rows: readonly unknown[]): void {
	if (page > 1 && rows.length === 0)
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
}

export type RemindersPage = Awaited<ReturnType<typeof readRemindersPage>>
export type PageOf<View extends RemindersPage['view']> = Extract<RemindersPage, { view: View }>
