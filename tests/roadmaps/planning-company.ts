import type { Pool } from 'pg'
import { randomUUID } from 'node:crypto'
import { addRoadmap } from '#app/data/roadmaps/add-roadmap.server.ts'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { schedulePhases } from '#app/domain/roadmap/phase.ts'
import { levelTemplate } from '#app/domain/roadmap/template.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { join } from '#tests/auth/new-company.ts'
import { measuredCompany } from '#tests/metrics/measured-company.ts'

export const template = levelTemplate(fiveAiCodingLevels)

/** A company with teams, people in them who have users, and plans. */
export async function planningCompany(admin: Pool) {
	const company = await measuredCompany(admin)
	const { accountId } = company
	const top = await company.addTeam('Product')
	const team = await company.addTeam('Checkout', top)
	const other = await company.addTeam('Payouts', top)
	const someone = async (name: string, teamId: string | null, roles: Parameters<typeof join>[1]['roles']) => {
		const memberId = await company.addMember(name, teamId)
		return { memberId, ...(await join({ accountId }, { roles, name, memberId })) }
	}
	const people = {
		hr: await someone('Hana', null, ['hr']),
		lead: await someone('Lena', team, ['member']),
		sponsor: await someone('Sam', null, ['executive']),
		member: await someone('Mona', team, ['member']),
		stranger: await someone('Otto', other, ['member']),
	}
	await company.lead(team, people.lead.memberId)
	const { scope } = people.hr
	/** A plan from level 2 to 5 of the source's template, which begins on a day. */
	const addPlan = async (of: { teamId?: string | null; startsOn?: string; withBelow?: boolean } = {}) => {
		const { teamId = team, startsOn = '2026-01-05', withBelow = false } = of
		const added = await addRoadmap(scope, {
			input: {
				...{ name: 'To level 5', teamId, withBelow, startLevel: 2, targetLevel: 5 },
				...{ ownerId: people.lead.memberId, sponsorIds: [people.sponsor.memberId] },
			},
			...{ template, phases: schedulePhases(startsOn), startsOn, idempotencyKey: randomUUID() },
		})
		if (!added.ok) throw new Error(added.reason)
		return added.roadmapId
	}
	const read = async (roadmapId: string) => {
		const roadmap = await getRoadmap(scope, { roadmapId })
		if (!roadmap) throw new Error('The plan is gone.')
		return roadmap
	}
	return { ...company, scope, top, team, other, people, addPlan, read }
}
