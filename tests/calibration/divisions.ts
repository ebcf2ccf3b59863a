import type { Pool } from 'pg'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { Company, Person } from '#tests/check-ins/company.ts'
import { foundCompany, salesKeys } from '#tests/check-ins/company.ts'

export type Divisions = Company & {
	admin: Pool
	/** Chief leads North, with Mara's team Harbour below it; Otto leads South. Hanna is HR, and works in South. */
	chief: Person
	mara: Person
	otto: Person
	hanna: Person
	teams: { north: string; harbour: string; south: string }
	participants: { mara: string; sam: string; sue: string; hanna: string }
	sam: Person
	sue: Person
	/** What two raters sent and, where there is one, what they agreed; behind the application's back. */
	rate: (
		participantId: string,
		tiers: { self?: HalfSteps; manager?: HalfSteps; agreed?: HalfSteps },
	) => Promise<void>
	movePhase: (phase: 'open' | 'review' | 'calibration') => Promise<void>
}

/** A company of three teams in an open cycle: Sam and Sue report to Mara in Harbour, Mara to the chief, Hanna to Otto. */
export async function foundDivisions(admin: Pool, slug: string): Promise<Divisions> {
	const company = await foundCompany(admin, slug)
	const { accountId, cycleId } = company
	const chief = await company.addMember('Chief')
	const mara = await company.addMember('Mara', { managerId: chief.memberId })
	const otto = await company.addMember('Otto')
	const hanna = await company.addMember('Hanna', { managerId: otto.memberId, roles: ['hr'] })
	const sam = await company.addMember('Sam', { managerId: mara.memberId })
	const sue = await company.addMember('Sue', { managerId: mara.memberId })
	const addTeam = async (name: string, lead: Person, parentId: string | null = null) => {
		const { rows } = await admin.query<{ id: string }>(
			`INSERT INTO team (account_id, name, parent_id, lead_id) VALUES ($1, $2, $3, $4) RETURNING id`,
			[accountId, name, parentId, lead.memberId],
		)
		const id = rows[0]?.id ?? ''
		await admin.query(
			`INSERT INTO cycle_team (account_id, cycle_id, team_id, name, parent_id, lead_id) VALUES ($1, $2, $3, $4, $5, $6)`,
			[accountId, cycleId, id, name, parentId, lead.memberId],
		)
		return id
	}
	const north = await addTeam('North', chief)
	const harbour = await addTeam('Harbour', mara, north)
	const south = await addTeam('South', otto)
	return {
		...company,
		...{ admin, chief, mara, otto, hanna, sam, sue },
		teams: { north, harbour, south },
		participants: {
			mara: await company.addParticipant(mara, { manager: chief, teamId: north }),
			sam: await company.addParticipant(sam, { manager: mara, teamId: harbour }),
			sue: await company.addParticipant(sue, { manager: mara, teamId: harbour }),
			hanna: await company.addParticipant(hanna, { manager: otto, teamId: south }),
		},
		async rate(participantId, { self, manager, agreed }) {
			for (const [rater, tier] of [
				['self', self],
				['manager', manager],
			] as const) {
				if (tier === undefined) continue
				const { rows } = await admin.query<{ id: string }>(
					`INSERT INTO check_in (account_id, participant_id, rater, uses_ai, suggested_tier, tier, note)
					 VALUES ($1, $2, $3, $4, $5, $5, 'A private note') RETURNING id`,
					[accountId, participantId, rater, tier > 1, tier],
				)
				await admin.query(
					`INSERT INTO check_in_answer (account_id, check_in_id, question_key, half_steps, evidence_note)
					 SELECT $1, $2, key, $3, 'Seen at work' FROM unnest($4::text[]) key`,
					[accountId, rows[0]?.id, tier, salesKeys],
				)
				await admin.query(`UPDATE check_in SET submitted_at = now() WHERE account_id = $1 AND id = $2`, [
					accountId,
					rows[0]?.id,
				])
			}
			if (agreed === undefined) return
			await admin.query(
				`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier) VALUES ($1, $2, $3, $3)`,
				[accountId, participantId, agreed],
			)
			await admin.query(
				`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps)
				 SELECT $1, $2, key, $3 FROM unnest($4::text[]) key`,
				[accountId, participantId, agreed, salesKeys],
			)
		},
		async movePhase(phase) {
			await admin.query(`UPDATE cycle SET phase = $3::cycle_phase WHERE account_id = $1 AND id = $2`, [
				accountId,
				cycleId,
				phase,
			])
		},
	}
}
