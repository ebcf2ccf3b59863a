import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import { mayNameOneself } from '#app/domain/access/roadmap-rights.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { phaseNamer } from '#app/domain/roadmap/phase.ts'
import type { RoadmapTemplate } from '#app/domain/roadmap/template.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'

export type RoadmapInput = {
	name: string
	/** Null: the account's. */
	teamId: string | null
	withBelow: boolean
	startLevel: number
	targetLevel: number
	ownerId: string | null
	sponsorIds: readonly string[]
}

export type AddedRoadmap =
	| { ok: true; roadmapId: string }
	/** `own-sponsor`: the person may not name themselves. */
	| { ok: false; reason: 'team-gone' | 'person-gone' | 'own-sponsor' }

/** Begins a plan with the items of a template, in phases that are scheduled already. */
export async function addRoadmap(
	scope: AccountScope,
	of: {
		input: RoadmapInput
		template: RoadmapTemplate
		phases: readonly PlannedPhase[]
		startsOn: Day
		idempotencyKey: string
	},
): Promise<AddedRoadmap> {
	return withAccount(scope, (transaction) =>
		runOnce(transaction, scope, { key: of.idempotencyKey, action: 'roadmap.add' }, () =>
			addRoadmapWithin(transaction, scope, of),
		),
	)
}

/** The same within an open transaction, and as often as it is called. */
export async function addRoadmapWithin(
	transaction: Transaction,
	scope: AccountScope,
	of: { input: RoadmapInput; template: RoadmapTemplate; phases: readonly PlannedPhase[]; startsOn: Day },
): Promise<AddedRoadmap> {
	const { sql } = transaction
	const { accountId } = scope
	const { input, template, phases } = of
	const gone = await findGone(transaction, scope, input)
	if (gone) return { ok: false, reason: gone }
	if (isOwnSponsor(scope, input.sponsorIds, [])) return { ok: false, reason: 'own-sponsor' }
	const { rows } = await sql.query<{ id: string }>(
		`INSERT INTO roadmap (account_id, name, team_id, with_below, lens, start_level, target_level, starts_on, owner_id,
			template_key, template_origin, created_by_id)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
		[
			...[accountId, input.name, input.teamId, input.teamId !== null && input.withBelow, template.lens],
			...[input.startLevel, input.targetLevel, of.startsOn, input.ownerId],
			...[template.key, template.origin, scope.membershipId],
		],
	)
	const roadmapId = rows[0]?.id
	if (!roadmapId) throw new Error('A plan could not be written.')
	await writeSponsors(transaction, scope, { roadmapId, sponsorIds: input.sponsorIds })
	const nameOf = phaseNamer(template.phases)
	await sql.query(
		`INSERT INTO roadmap_phase (account_id, roadmap_id, phase, name, starts_on, ends_on)
		 SELECT $1, $2, x.* FROM unnest($3::roadmap_phase_key[], $4::text[], $5::date[], $6::date[]) AS x`,
		[
			...[accountId, roadmapId, phases.map(({ key }) => key), phases.map(({ key }) => nameOf(key))],
			...[phases.map(({ startsOn }) => startsOn), phases.map(({ endsOn }) => endsOn)],
		],
	)
	const items = template.phases.flatMap(({ key, items: own }) =>
		own.map((item, index) => ({ ...item, phase: key, position: index + 1 })),
	)
	await sql.query(
		`INSERT INTO roadmap_item (account_id, roadmap_id, phase, kind, source_key, text, position)
		 SELECT $1, $2, x.* FROM unnest($3::roadmap_phase_key[], $4::roadmap_item_kind[], $5::text[], $6::text[], $7::int[]) AS x`,
		[
			...[accountId, roadmapId, items.map(({ phase }) => phase), items.map(({ kind }) => kind)],
			...[items.map(({ key }) => key), items.map(({ text }) => text), items.map(({ position }) => position)],
		],
	)
	await noteRoadmapChange(transaction, scope, {
		roadmapId,
		change: 'added',
		detail: {
			...{ lens: template.lens, startLevel: input.startLevel, targetLevel: input.targetLevel },
			...{ team: input.teamId, items: items.length, startsOn: of.startsOn },
		},
	})
	return { ok: true, roadmapId }
}

/** What a plan names and is not there: a team that is archived counts as gone, a person whose record is not there too. */
export async function findGone(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ teamId, ownerId, sponsorIds }: Pick<RoadmapInput, 'teamId' | 'ownerId' | 'sponsorIds'>,
): Promise<'team-gone' | 'person-gone' | null> {
	const people = [...new Set([...(ownerId === null ? [] : [ownerId]), ...sponsorIds])]
	const { rows } = await sql.query<{ hasTeam: boolean; people: number }>(
		`SELECT $2::uuid IS NULL OR EXISTS (SELECT FROM team t
				WHERE t.account_id = $1 AND t.id = $2 AND t.archived_at IS NULL) AS "hasTeam",
			(SELECT count(*)::int FROM member m WHERE m.account_id = $1 AND m.id = ANY ($3::uuid[])) AS people`,
		[accountId, teamId, people],
	)
	if (!rows[0]?.hasTeam) return 'team-gone'
	return rows[0].people === people.length ? null : 'person-gone'
}

/** Whether somebody names themselves as a sponsor who may not, and whom nobody has named before. */
export function isOwnSponsor(
	{ roles, memberId }: AccountScope,
	sponsorIds: readonly string[],
	before: readonly string[],
): boolean {
	if (memberId === null || mayNameOneself(roles)) return false
	return sponsorIds.includes(memberId) && !before.includes(memberId)
}

/** Puts these sponsors in the place of those before. */
export async function writeSponsors(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ roadmapId, sponsorIds }: { roadmapId: string; sponsorIds: readonly string[] },
): Promise<void> {
	await sql.query(`DELETE FROM roadmap_sponsor WHERE account_id = $1 AND roadmap_id = $2`, [
		accountId,
		roadmapId,
	])
	await sql.query(
		`INSERT INTO roadmap_sponsor (account_id, roadmap_id, member_id) SELECT $1, $2, x FROM unnest($3::uuid[]) AS x`,
		[accountId, roadmapId, [...new Set(sponsorIds)]],
	)
}
