import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listPublishedSnapshots } from '#app/data/list-published-snapshots.server.ts'
import { listTrainingNeeds } from '#app/data/list-training-needs.server.ts'
import { may } from '#app/domain/access/policy.ts'

/** How many have a next step to take, for who exports them; null before the first publication. */
export async function readNeeds({ scope, person }: AccountSession) {
	if (!may(person, 'training-needs.export')) return null
	const [snapshot] = await listPublishedSnapshots(scope)
	if (!snapshot) return null
	const needs = await listTrainingNeeds(scope, person, { snapshotId: snapshot.id, steps: 'next', limit: 0 })
	if (!needs) return null
	const { people, measured, total } = needs
	return { cycleName: snapshot.cycleName, publishedAt: snapshot.publishedAt, people, measured, steps: total }
}
