import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { InviteeFilter, InviteeState } from '#app/data/list-invitees.server.ts'
import { inviteeSorts, inviteeStates, listInvitees } from '#app/data/list-invitees.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { whoSchema } from '#app/data/parse-member-search.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { changeSearch } from '#app/ui/search.ts'

const pageSize = 50

const searchSchema = whoSchema.omit({ manager: true }).extend({
	state: z.enum(inviteeStates).optional().catch(undefined),
	sort: z.enum(inviteeSorts).catch('name'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** Who is shown, and who of them an invitation to all of them goes to: nobody gets a second one unless asked for. */
export function parseInviteeSearch(params: URLSearchParams) {
	const { q, team, family, state, sort, order, page } = searchSchema.parse(Object.fromEntries(params))
	const who: InviteeFilter = { search: q || undefined, team: team || undefined, family: family || undefined }
	const bulk: readonly InviteeState[] = state ? [state] : ['none', 'expired']
	return { who, state, bulk, sort, order, page }
}

/** The list of invitations as the URL asks for it. */
export async function readInvitations({ scope, account, person }: AccountSession, url: URL) {
	const { who, state, bulk, sort, order, page } = parseInviteeSearch(url.searchParams)
	const filter = { ...who, states: state ? [state] : undefined }
	const { rows, total, counts } = await listInvitees(scope, { filter, sort, order, page, pageSize })
	if (rows.length === 0 && page > 1)
		throw redirect(`/a/${account.slug}/invitations${changeSearch(url.searchParams, { page: null })}`)
	const canInvite = (one: InviteeState) => one === 'none' || one === 'expired' || one === 'invited'
	const { families, teams } = await listPeopleOptions(scope, account.locale)
	return {
		rows,
		counts,
		state: state ?? '',
		/** How many an invitation to everybody shown would go to. */
		bulkCount: bulk.filter(canInvite).reduce((sum, one) => sum + counts[one], 0),
		paging: { page, pageSize, total },
		sort: { sort, order },
		who: { q: who.search ?? '', team: who.team ?? '', family: who.family ?? '' },
		families,
		teams,
		mayGiveRoles: may(person, 'account.roles'),
		idempotencyKey: newIdempotencyKey(),
		locale: account.locale,
		timeZone: account.timeZone,
		search: url.search,
	}
}
