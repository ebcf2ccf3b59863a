import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { HeatRows, PeopleRows } from '#app/domain/heatmap/heat-rows.ts'
import { heatRowsText, readHeatRows } from '#app/domain/heatmap/heat-rows.ts'
import { listOwnAttributes } from './list-own-attributes.server.ts'
import { mayPartPeople } from './read-people-rows.server.ts'

/** What the rows of a view can stand for: the teams alone for who reads groups; own attributes are those of the cycle. */
export async function listRowChoices(
	scope: AccountScope,
	person: Person,
	{ cycle }: HeatmapView,
): Promise<HeatRows[]> {
	if (!mayPartPeople(person)) return [{ kind: 'teams' }]
	const names = await listOwnAttributes(scope, { id: cycle.id, isPublished: cycle.version !== null })
	const attributes = names.map((name): HeatRows => ({ kind: 'attribute', name }))
	return [{ kind: 'teams' }, { kind: 'managers' }, { kind: 'job-titles' }, ...attributes]
}

/** The rows made of people that an address names; null for teams, and where the reader has none such. */
export async function findPeopleRows(
	scope: AccountScope,
	person: Person,
	{ view, text }: { view: HeatmapView; text: string },
): Promise<PeopleRows | null> {
	const wanted = readHeatRows(text)
	if (wanted.kind === 'teams' || !mayPartPeople(person)) return null
	const choices = await listRowChoices(scope, person, view)
	return choices.some((one) => heatRowsText(one) === heatRowsText(wanted)) ? wanted : null
}
