import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listReadableSnapshots } from '#app/data/list-readable-snapshots.server.ts'
import { countNextSteps } from '#app/data/training-report/count-next-steps.server.ts'
import { may } from '#app/domain/access/policy.ts'

/** How many have a next step to take, for who exports them; null before the first publication. */
export async function readNeeds({ scope, person }: AccountSession) {
	if (!may(person, 'training-needs.export')) return null
	const [snapshot] = await listReadableSnapshots(scope, person)
	if (!snapshot) return null
	const needs = await countNextSteps(scope, person, { snapshotId: snapshot.id })
	return needs && { cycleName: snapshot.cycleName, publishedAt: snapshot.publishedAt, ...needs }
}
