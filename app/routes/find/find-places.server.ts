import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findHeatmapTeams } from '#app/data/find-heatmap-teams.server.ts'
import { listCheckInsToDo } from '#app/data/list-check-ins-to-do.server.ts'
import { listMembers } from '#app/data/list-members.server.ts'
import { listTeams } from '#app/data/list-teams.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import type { FoundPlaces } from '#app/ui/keyboard/found-places.ts'

/** So many of each kind. */
const limit = 5

/** Pages of the account by the name of whom or what they are about, only those that the person may open. */
export async function findPlaces(session: AccountSession, q: string): Promise<FoundPlaces> {
	if (q === '') return { q, groups: [] }
	const groups = [
		{ title: 'Check-ins', places: await findCheckIns(session, q) },
		{ title: 'Heatmap', places: await findOnHeatmap(session, q) },
		{ title: 'People', places: await findPeople(session, q) },
		{ title: 'Teams', places: await findTeams(session, q) },
	]
	return { q, groups: groups.filter(({ places }) => places.length > 0) }
}

async function findCheckIns({ scope, person, account }: AccountSession, search: string) {
	if (!reachOf(person, 'check-ins.answer').has('reports')) return []
	const { items } = await listCheckInsToDo(scope, { rater: 'manager', search, sort: 'name', pageSize: limit })
	return items.map(({ participantId, memberName, teamName, stage }) => ({
		href: `/a/${account.slug}/check-ins/${participantId}${stage === 'due' || stage === 'draft' ? '' : '/agreement'}`,
		label: memberName,
		note: teamName ?? undefined,
	}))
}

async function findOnHeatmap({ scope, person, account }: AccountSession, search: string) {
	if (!may(person, 'heatmap.read')) return []
	const teams = await findHeatmapTeams(scope, person, { search, limit })
	return teams.map(({ id, name, parentName }) => ({
		href: `/a/${account.slug}/heatmap?node=${id}`,
		label: name,
		note: parentName,
	}))
}

async function findPeople({ scope, person, account }: AccountSession, search: string) {
	if (!may(person, 'people.manage')) return []
	const { rows } = await listMembers(scope, {
		filter: { search, status: 'active' },
		sort: 'name',
		order: 'asc',
		page: { number: 1, size: limit },
	})
	return rows.map(({ id, name, jobTitle }) => ({
		href: `/a/${account.slug}/people/${id}`,
		label: name,
		note: jobTitle ?? undefined,
	}))
}

async function findTeams({ scope, person, account }: AccountSession, search: string) {
	if (!may(person, 'people.manage')) return []
	const { rows } = await listTeams(scope, {
		search,
		state: 'active',
		sort: 'tree',
		order: 'asc',
		page: 1,
		pageSize: limit,
		locale: account.locale,
	})
	return rows.map(({ id, name, lead }) => ({
		href: `/a/${account.slug}/teams/${id}`,
		label: name,
		note: lead ? `led by ${lead.name}` : undefined,
	}))
}
