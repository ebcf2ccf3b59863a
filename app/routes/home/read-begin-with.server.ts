import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getDefaultView } from '#app/data/reports/get-default-view.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { parametersFor } from '#app/domain/report/parameters-for.ts'
import { reportAddress } from '#app/domain/report/report-kinds.ts'

/** The saved view that the person has chosen to begin with; null for none. */
export async function readBeginWith({ scope, person, account }: AccountSession) {
	if (!may(person, 'heatmap.read')) return null
	const view = await getDefaultView(scope, person)
	if (!view) return null
	const { id, kind, name } = view
	const parameters = parametersFor(person, view)
	const root = `/a/${account.slug}`
	const address = reportAddress(kind, { root, parameters, cycleId: null, person })
	return address && { name, parameters, href: address.href, savedHref: `${root}/reports/saved/${id}` }
}

export type BeginWith = NonNullable<Awaited<ReturnType<typeof readBeginWith>>>
