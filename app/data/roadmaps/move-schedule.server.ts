import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { describeMove, findPhaseProblem, moveDue } from '#app/domain/roadmap/phase.ts'
import type { Roadmap } from './get-roadmap.server.ts'
import { getRoadmapWithin } from './get-roadmap.server.ts'
import { lockRoadmap } from './lock-roadmap.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import { writeChangesOfItems } from './write-item-changes.server.ts'

export type MovedSchedule =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' | 'plan-closed' }
	| { ok: false; reason: 'stale'; current: Roadmap }

/**
 * Gives the phases of a plan other days, as they were previewed; what is due in a phase and not done moves with it.
 *
 * @param of.version of the plan that the preview was made of
 */
export async function moveSchedule(
	scope: AccountScope,
	of: { roadmapId: string; version: number; phases: readonly PlannedPhase[] },
): Promise<MovedSchedule> {
	const { roadmapId, phases } = of
	const problem = findPhaseProblem(phases)
	if (problem) throw new Error(`The phases of a plan cannot stand like this: ${problem}.`)
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const locked = await lockRoadmap(transaction, scope, roadmapId)
		const roadmap = locked && (await getRoadmapWithin(transaction, scope, { roadmapId }))
		if (!locked || !roadmap) return { ok: false, reason: 'gone' }
		if (roadmap.state === 'closed') return { ok: false, reason: 'plan-closed' }
		if (locked.version !== of.version) return { ok: false, reason: 'stale', current: roadmap }
		const moves = describeMove(roadmap.phases, phases)
		if (moves.length === 0) return { ok: true, changed: false }
		await sql.query(
			`UPDATE roadmap_phase p SET starts_on = x.starts_on, ends_on = x.ends_on
			 FROM unnest($3::roadmap_phase_key[], $4::date[], $5::date[]) AS x (phase, starts_on, ends_on)
			 WHERE p.account_id = $1 AND p.roadmap_id = $2 AND p.phase = x.phase AND p.closed_on IS NULL`,
			[
				...[scope.accountId, roadmapId, moves.map(({ key }) => key)],
				...[moves.map(({ after }) => after.startsOn), moves.map(({ after }) => after.endsOn)],
			],
		)
		await sql.query(
			`UPDATE roadmap r SET version = version + 1, starts_on = (SELECT min(p.starts_on) FROM roadmap_phase p
				WHERE p.account_id = $1 AND p.roadmap_id = $2)
			 WHERE r.account_id = $1 AND r.id = $2`,
			[scope.accountId, roadmapId],
		)
		const due = movedDue(roadmap, moves)
		await sql.query(
			`UPDATE roadmap_item i SET due_on = x.due_on, version = i.version + 1
			 FROM unnest($3::uuid[], $4::date[]) AS x (id, due_on)
			 WHERE i.account_id = $1 AND i.roadmap_id = $2 AND i.id = x.id`,
			[scope.accountId, roadmapId, due.map(({ itemId }) => itemId), due.map(({ to }) => to)],
		)
		await writeChangesOfItems(transaction, scope, {
			roadmapId,
			changes: due.map((moved) => ({ ...moved, field: 'dueOn' })),
		})
		await noteRoadmapChange(transaction, scope, {
			...{ roadmapId, change: 'moved' },
			detail: { phases: moves.map(({ key }) => key), items: due.length },
		})
		return { ok: true, changed: true }
	})
}

function movedDue({ items }: Roadmap, moves: ReturnType<typeof describeMove>) {
	return items.flatMap(({ id, phase, dueOn, state }) => {
		const move = moves.find(({ key }) => key === phase)
		if (!move || dueOn === null || state === 'done' || state === 'dropped') return []
		const to = moveDue(dueOn, move)
		return to === dueOn ? [] : [{ itemId: id, from: dueOn, to }]
	})
}
