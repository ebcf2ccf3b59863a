import { requireAccess } from '#app/auth/require-access.server.ts'
import { listMemberships } from '#app/data/list-memberships.server.ts'
import { parseMembershipSearch } from '#app/data/parse-membership-search.server.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import type { Route } from './+types/route.ts'

const header = ['Name', 'E-mail', 'Roles', 'Employee record', 'Since (UTC)', 'Can sign in']

const mostRows = 100_000

/** Exactly the people of the list with the same filter, all pages of it. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'account.roles')
	const search = parseMembershipSearch(new URL(request.url).searchParams)
	const { rows } = await listMemberships(scope, { ...search, page: 1, pageSize: mostRows })
	const csv = formatCsv(
		header,
		rows.map(({ name, email, roles, member, createdAt, isOpen }) => [
			name,
			email,
			roles.join(' '),
			member?.name ?? '',
			createdAt.toISOString(),
			isOpen ? 'yes' : 'no, has left',
		]),
	)
	return csvResponse(csv, `roles-${account.slug}.csv`)
}
