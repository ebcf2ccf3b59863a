import { expect } from 'vitest'
import type { Pool } from 'pg'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { reopenParticipant } from '#app/data/reopen-participant.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { savePrivateNote } from '#app/data/save-private-note.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import type { Person } from './company.ts'
import { draftOf, foundCompany, newKey, salesKeys } from './company.ts'
import { addTwin, scopeIn } from './twin.ts'

export type Stage = 'review' | 'reopened'
/** How far the sides are that the readers must not learn of: Mara's about Sam, and Tim's own. The other side is a step apart. */
export type Hidden = { sam: 'draft' | 'sent'; tim: 'draft' | 'sent' }

/** Two accounts that differ in what the hidden sides wrote alone, each pair still open. */
export async function foundTwins(admin: Pool, stage: Stage, hidden: Hidden) {
	const slugs = [`left-${stage}`, `right-${stage}`] as const
	const company = await foundCompany(admin, slugs[0])
	const { accountId, cycleId } = company
	const one = async (text: string, values: unknown[]) =>
		(await admin.query<{ id: string }>(text, [accountId, ...values])).rows[0]?.id ?? ''
	const vera = await company.addMember('Vera')
	const mara = await company.addMember('Mara', { managerId: vera.memberId })
	const olga = await company.addMember('Olga', { managerId: vera.memberId })
	const sam = await company.addMember('Sam', { managerId: mara.memberId })
	const tim = await company.addMember('Tim', { managerId: olga.memberId })
	const eva = await company.addMember('Eva', { managerId: mara.memberId })
	const hana = await company.addMember('Hana', { roles: ['hr', 'member'] })
	const ada = await company.addMember('Ada', { roles: ['owner', 'admin', 'executive', 'member'] })
	const teamId = await one(
		`INSERT INTO team (account_id, name, lead_id) VALUES ($1, 'North', $2) RETURNING id`,
		[vera.memberId],
	)
	await one(
		`INSERT INTO cycle_team (account_id, cycle_id, team_id, lead_id, name) VALUES ($1, $2, $3, $4, 'North')`,
		[...[cycleId, teamId, vera.memberId]],
	)
	const groupId = await one(
		`INSERT INTO calibration_group (account_id, cycle_id, name) VALUES ($1, $2, 'North') RETURNING id`,
		[cycleId],
	)
	await one(
		`INSERT INTO calibration_group_team (account_id, cycle_id, team_id, group_id) VALUES ($1, $2, $3, $4)`,
		[...[cycleId, teamId, groupId]],
	)
	const pairs = {
		sam: { id: await company.addParticipant(sam, { manager: mara, teamId }), self: sam, manager: mara },
		tim: { id: await company.addParticipant(tim, { manager: olga, teamId }), self: tim, manager: olga },
		eva: { id: await company.addParticipant(eva, { manager: mara, teamId }), self: eva, manager: mara },
	}
	// Neither is the slug of one: what is shown twice is sent once.
	await admin.query(`UPDATE account SET name = 'Twins Ltd' WHERE id = $1`, [accountId])
	const twins = [
		{ accountId, slug: slugs[0] },
		{ accountId: await addTwin(admin, company, slugs[1]), slug: slugs[1] },
	] as const
	const people = { vera, mara, olga, sam, tim, eva, hana, ada }
	const versions = new Map<string, number>()

	/** One side saves or sends; a hidden side writes something else in each of the two. */
	async function give(
		twin: number,
		pair: keyof typeof pairs,
		rater: 'self' | 'manager',
		how: 'draft' | 'sent',
	) {
		const at = twins[twin as 0 | 1]
		const { id: participantId, [rater]: who } = pairs[pair]
		const isHidden = pair === 'sam' ? rater === 'manager' : pair === 'tim' && rater === 'self'
		const tier = isHidden ? (twin === 0 ? 2 : 6) : 4
		const word = isHidden ? `secret-${twin === 0 ? 'reef' : 'summit'}` : 'known'
		const draft = draftOf([tier, tier, tier], {
			...{ note: `note ${word}`, whatChanged: `changed ${word}`, evidenceNote: `evidence ${word}` },
			evidenceUrl: `https://example.com/${word}`,
		})
		const scope = scopeIn(at.accountId, who.scope)
		const key = `${twin} ${participantId} ${rater}`
		const version = versions.get(key) ?? 0
		if (how === 'draft') {
			const saved = await saveDraft(scope, { participantId, version, draft })
			if (!saved.ok) throw new Error(saved.reason)
			versions.set(key, saved.version)
		} else {
			const input = { participantId, version, draft, idempotencyKey: newKey() }
			expect(await submitCheckIn(scope, input)).toEqual({ ok: true })
			sent.add(`${twin} ${pair} ${rater}`)
		}
	}
	const sent = new Set<string>()
	async function sendUnlessSent(twin: number, pair: keyof typeof pairs, rater: 'self' | 'manager') {
		if (!sent.has(`${twin} ${pair} ${rater}`)) await give(twin, pair, rater, 'sent')
	}
	const known = new Set([
		...[cycleId, teamId, groupId, company.familyId, company.frameworkVersionId],
		...Object.values(pairs).map(({ id }) => id),
		...Object.values(people).flatMap(({ memberId, userId }) => [memberId, userId ?? '']),
	])
	const readers: Record<string, Person> = { sam, olga, vera, hana, ada }
	for (const [twin, { accountId: at }] of twins.entries()) {
		for (const rater of ['self', 'manager'] as const) await give(twin, 'eva', rater, 'sent')
		if (stage === 'reopened') await publishAndReopen(twin)
		else await admin.query(`UPDATE cycle SET phase = $2 WHERE account_id = $1`, [at, stage])
		await savePrivateNote(scopeIn(at, mara.scope), {
			...{ participantId: pairs.sam.id, version: 0, text: `secret-${twin === 0 ? 'cove' : 'ridge'}` },
		})
		await give(twin, 'sam', 'manager', hidden.sam)
		await give(twin, 'tim', 'self', hidden.tim)
		await give(twin, 'sam', 'self', hidden.sam === 'sent' ? 'draft' : 'sent')
		await give(twin, 'tim', 'manager', hidden.tim === 'sent' ? 'draft' : 'sent')
	}

	/** All three are published with tier 2, and the two pairs are to answer anew. */
	async function publishAndReopen(twin: number) {
		const at = twins[twin as 0 | 1].accountId
		const hr = scopeIn(at, hana.scope)
		for (const { id: participantId, manager, self } of Object.values(pairs)) {
			if (self !== eva) {
				for (const who of [self, manager]) {
					const draft = draftOf([4, 4, 4])
					const sent = { participantId, version: 0, draft, idempotencyKey: newKey() }
					expect(await submitCheckIn(scopeIn(at, who.scope), sent)).toEqual({ ok: true })
				}
			}
			const answers = salesKeys.map((questionKey) => ({ questionKey, halfSteps: 4 as const }))
			const agreed = { usesAi: true, answers, tier: null, tierReason: null }
			const input = { participantId, version: 0, draft: agreed, idempotencyKey: newKey() }
			expect(await agreeOutcome(scopeIn(at, manager.scope), input)).toEqual({ ok: true })
		}
		expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: true })
		for (const pair of ['sam', 'tim'] as const) {
			const participantId = pairs[pair].id
			const version = Number(
				(
					await admin.query<{ version: number }>(
						`SELECT version FROM participant WHERE account_id = $1 AND id = $2`,
						[at, participantId],
					)
				).rows[0]?.version,
			)
			const of = { cycleId, participantId, version, giveBack: 'both' as const, reason: 'Again' }
			expect(await reopenParticipant(hr, { ...of, idempotencyKey: newKey() })).toMatchObject({ ok: true })
			for (const rater of ['self', 'manager'] as const) {
				const { rows } = await admin.query<{ version: number }>(
					`SELECT version FROM check_in WHERE account_id = $1 AND participant_id = $2 AND rater = $3`,
					[at, participantId, rater],
				)
				versions.set(`${twin} ${participantId} ${rater}`, rows[0]?.version ?? 0)
			}
		}
	}
	const ids = (who: 'sam' | 'tim'): Record<string, string> => ({
		...{ cycleId, teamId, groupId, participantId: pairs[who].id, memberId: people[who].memberId },
		...{ versionId: company.frameworkVersionId },
	})
	return { twins, sendUnlessSent, known, readers, ids }
}
export type Twins = Awaited<ReturnType<typeof foundTwins>>
