import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { handOverPageSize, listHandedOver } from '#app/data/list-handed-over.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { changeSearch } from '#app/ui/search.ts'

const searchSchema = z.object({
	manager: z.string().max(300).catch(''),
	none: z.literal('1').optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** A manager's reports of the running cycle, with who stands in for each; HR names whose. */
export async function readHandOverPage({ scope, account, person }: AccountSession, url: URL) {
	const asked = searchSchema.parse(Object.fromEntries(url.searchParams))
	const manager = asked.manager.replaceAll('\0', '').trim()
	const none = asked.none === '1'
	const { page } = asked
	const forAll = reachOf(person, 'check-ins.delegate').has('all')
	const today = todayIn(account.timeZone)
	const handed = await listHandedOver(scope, { manager, none, today, page })
	// A page that has nobody any more leads to the first.
	if (page > 1 && handed.reports.length === 0)
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
	return {
		...handed,
		paging: { page, pageSize: handOverPageSize, total: handed.total },
		slug: account.slug,
		locale: account.locale,
		forAll,
		manager: forAll ? manager : '',
		none: forAll && none,
	}
}

export type HandOverPage = Awaited<ReturnType<typeof readHandOverPage>>
