import type { Pool } from 'pg'
import type { Person as Reader } from '#app/domain/access/policy.ts'
import type { EvidenceDraft } from '#app/domain/team-assessment/evidence-draft.ts'
import type { InputDraft } from '#app/domain/team-assessment/input-draft.ts'
import type { Verdict } from '#app/domain/team-assessment/verdict.ts'
import { startAssessment } from '#app/data/team-assessments/start-assessment.server.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import { agenticEngineeringLadder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import type { Company, Person } from '#tests/check-ins/company.ts'
import { foundCompany } from '#tests/check-ins/company.ts'

export const { checks } = levelChecks
export const { rungs } = agenticEngineeringLadder

/** A product team, Atlas, below a division, with its lead and two people; beside it Borealis with one. */
export async function foundTeams(admin: Pool, slug: string) {
	const company = await foundCompany(admin, slug)
	const head = await company.addMember('Head')
	const lead = await company.addMember('Lead')
	const ada = await company.addMember('Ada')
	const ben = await company.addMember('Ben')
	const other = await company.addMember('Other')
	const hr = await company.addMember('Hr', { roles: ['hr'] })
	const executive = await company.addMember('Executive', { roles: ['executive'] })
	const addTeam = async (name: string, leader: Person | null, parentId: string | null) => {
		const { rows } = await admin.query<{ id: string }>(
			`INSERT INTO team (account_id, name, lead_id, parent_id, builds_product_features, is_engineering)
			 VALUES ($1, $2, $3, $4, true, true) RETURNING id`,
			[company.accountId, name, leader?.memberId ?? null, parentId],
		)
		const id = rows[0]?.id ?? ''
		await admin.query(
			`INSERT INTO cycle_team (account_id, cycle_id, team_id, parent_id, lead_id, name) VALUES ($1, $2, $3, $4, $5, $6)`,
			[company.accountId, company.cycleId, id, parentId, leader?.memberId ?? null, name],
		)
		return id
	}
	const division = await addTeam('Division', head, null)
	const atlas = await addTeam('Atlas', lead, division)
	const borealis = await addTeam('Borealis', null, division)
	// Somebody who leads a team that has nothing to do with the others.
	await addTeam('Cirrus', executive, null)
	const join = async (person: Person, teamId: string, manager: Person | null) => {
		await company.addParticipant(person, { manager, teamId })
		await admin.query(`UPDATE member SET team_id = $3 WHERE account_id = $1 AND id = $2`, [
			...[company.accountId, person.memberId, teamId],
		])
	}
	await join(ada, atlas, lead)
	await join(ben, atlas, lead)
	await join(other, borealis, head)
	return {
		...{ company, head, lead, ada, ben, other, hr, executive, division, atlas, borealis },
		start: (by: Person, teamId = atlas) => startLevel(by, teamId),
	}
}
export type Teams = Awaited<ReturnType<typeof foundTeams>>

async function startLevel(by: Person, teamId: string): Promise<string> {
	const started = await startAssessment(by.scope, {
		teamId,
		framework: { key: fiveAiCodingLevels.key, version: fiveAiCodingLevels.version },
		checksVersion: levelChecks.version,
	})
	if (!started.ok) throw new Error(started.reason)
	return started.assessmentId
}

export async function startLadder(by: Person, teamId: string): Promise<string> {
	const { key, version } = agenticEngineeringLadder
	const started = await startAssessment(by.scope, {
		...{ teamId, framework: { key, version }, checksVersion: null },
	})
	if (!started.ok) throw new Error(started.reason)
	return started.assessmentId
}

/** As the policy sees somebody of the company. */
export const readerOf = ({ scope }: Person): Reader => ({
	roles: scope.roles,
	isMember: true,
	isManager: true,
})

export const draftOf = (claimed: number | null, verdicts: Record<string, Verdict> = {}): InputDraft => ({
	...{ claimed, rung: null, trapRecognized: null, note: null },
	checks: Object.entries(verdicts).map(([checkKey, verdict]) => ({ checkKey, verdict, note: null })),
})

export const rungDraft = (rung: number | null, trapRecognized: boolean | null = true): InputDraft => ({
	...{ claimed: null, rung, trapRecognized, note: null, checks: [] },
})

export const noteOf = (text: string, expiresOn: string | null = null): EvidenceDraft => ({
	...{ kind: 'note', text, url: null, metricId: null, periodOn: null, datedOn: '2026-01-01', expiresOn },
})

export const publishCycleOf = (admin: Pool, { accountId, cycleId }: Company) =>
	admin.query(
		`UPDATE cycle SET phase = 'published', published_at = now() WHERE account_id = $1 AND id = $2`,
		[accountId, cycleId],
	)
