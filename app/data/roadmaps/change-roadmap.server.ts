import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { findGone, isOwnSponsor, writeSponsors } from './add-roadmap.server.ts'
import type { RoadmapInput } from './add-roadmap.server.ts'
import type { Roadmap } from './get-roadmap.server.ts'
import { getRoadmapWithin } from './get-roadmap.server.ts'
import { lockRoadmap } from './lock-roadmap.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'

/** Whose a plan is stays as it began. */
export type RoadmapHead = Omit<RoadmapInput, 'teamId' | 'withBelow'>

export type ChangedRoadmap =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' | 'plan-closed' | 'person-gone' | 'own-sponsor' }
	/** Somebody else has changed it in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: Roadmap }

/** Changes what a plan is called, where it leads and who stands for it. */
export async function changeRoadmap(
	scope: AccountScope,
	of: { roadmapId: string; version: number; head: RoadmapHead },
): Promise<ChangedRoadmap> {
	const { roadmapId, head } = of
	return withAccount(scope, async (transaction) => {
		const before = await lockRoadmap(transaction, scope, roadmapId)
		const current = before && (await getRoadmapWithin(transaction, scope, { roadmapId }))
		if (!before || !current) return { ok: false, reason: 'gone' }
		if (before.state === 'closed') return { ok: false, reason: 'plan-closed' }
		if (before.version !== of.version) return { ok: false, reason: 'stale', current }
		const sponsorIds = [...new Set(head.sponsorIds)].toSorted()
		const fields = [
			...(['name', 'startLevel', 'targetLevel', 'ownerId'] as const).filter(
				(field) => before[field] !== head[field],
			),
			...(sponsorIds.join() === before.sponsorIds.toSorted().join() ? [] : ['sponsors']),
		]
		if (fields.length === 0) return { ok: true, changed: false }
		const gone = await findGone(transaction, scope, { teamId: null, ownerId: head.ownerId, sponsorIds })
		if (gone) return { ok: false, reason: 'person-gone' }
		if (isOwnSponsor(scope, sponsorIds, before.sponsorIds)) return { ok: false, reason: 'own-sponsor' }
		await transaction.sql.query(
			`UPDATE roadmap SET name = $3, start_level = $4, target_level = $5, owner_id = $6, version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, roadmapId, head.name, head.startLevel, head.targetLevel, head.ownerId],
		)
		await writeSponsors(transaction, scope, { roadmapId, sponsorIds })
		await noteRoadmapChange(transaction, scope, { roadmapId, change: 'changed', detail: { fields } })
		return { ok: true, changed: true }
	})
}
