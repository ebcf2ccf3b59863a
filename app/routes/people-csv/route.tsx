import { requireAccess } from '#app/auth/require-access.server.ts'
import type { ListedMember } from '#app/data/list-members.server.ts'
import { listMembers } from '#app/data/list-members.server.ts'
import { parseMemberSearch } from '#app/data/parse-member-search.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import type { Route } from './+types/route.ts'

/** Headers that an import of the same file understands. */
const header = [
	'Employee ID',
	'Name',
	'E-mail',
	'Job title',
	'Role family',
	'Team',
	'Manager',
	'Manager e-mail',
	'Manager ID',
	'First day',
	'Last day',
]

/** Exactly the people of the list with the same search, all pages of it. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const { filter, sort, order } = parseMemberSearch(new URL(request.url).searchParams)
	const { rows } = await listMembers(scope, { filter, sort, order })
	const attributes = [...new Set(rows.flatMap((member) => Object.keys(member.attributes)))].sort()
	const csv = formatCsv(
		[...header, ...attributes],
		rows.map((member) => [...cellsOf(member), ...attributes.map((name) => member.attributes[name] ?? '')]),
	)
	return csvResponse(csv, `people-${account.slug}-${todayIn(account.timeZone)}.csv`)
}

function cellsOf(member: ListedMember): string[] {
	const { externalId, name, email, jobTitle, family, teamPath, manager, startedOn, leftOn } = member
	return [
		externalId,
		name,
		email,
		jobTitle,
		family,
		teamPath?.join(' / '),
		manager?.name,
		manager?.email,
		manager?.externalId,
		startedOn,
		leftOn,
	].map((cell) => cell ?? '')
}
