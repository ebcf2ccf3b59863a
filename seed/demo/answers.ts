import { quarterCount, type SampleMember, type SampleOrganization } from './organization.ts'
import type { SeededRandom } from './random.ts'
import { sampleTeams } from './teams.ts'

/** One rater's side: half-steps of the three questions, or that no AI is used yet. */
export type SampleSide = { usesAi: boolean; answers: [number, number, number] }

export type SampleParticipation = {
	memberId: string
	quarter: number
	/** Exempt with a reason, or there. */
	exemptReason: string | null
	self: SampleSide | null
	manager: SampleSide | null
	/** Whether the pair was agreed; in the open quarter only part of them is. */
	agreed: boolean
	/** In the open quarter: a side begun and not yet sent. */
	draft: boolean
}

const clamp = (halfSteps: number): number => Math.min(6, Math.max(2, Math.round(halfSteps)))

function side(random: SeededRandom, skill: number, lean: number): SampleSide {
	if (skill < 1.6) return { usesAi: false, answers: [2, 2, 2] }
	const answer = (): number => clamp(skill + lean + (random.next() - 0.5) * 1.8)
	return { usesAi: true, answers: [answer(), answer(), answer()] }
}

/**
 * What everybody answered in each quarter they were there. A person's skill starts near the team's and moves by half-steps
 * at the team's pace; people rate themselves a little higher than their managers do; some are exempt, some never answer.
 */
export function makeParticipations(
	organization: SampleOrganization,
	random: SeededRandom,
): SampleParticipation[] {
	const teams = new Map(sampleTeams.map((t) => [t.key, t]))
	const signedIn = new Map([...organization.signIns].map(([name, id]) => [id, name]))
	const participations: SampleParticipation[] = []
	for (const member of organization.members) {
		if (member.familyKey === null) continue
		const first = teams.get(member.teamKeys[0] ?? '')
		// The same people in every quarter: see `reorganized`.
		const presence = signedIn.has(member.id) ? 1 : random.next()
		let skill = Math.max(1, (first?.start ?? 3) + (random.next() - 0.5) * 2)
		for (let quarter = 0; quarter < quarterCount; quarter += 1) {
			const pace = teams.get(member.teamKeys[quarter] ?? '')?.pace ?? 0.3
			if (quarter > 0 && random.chance(pace)) skill += random.chance(0.2) ? 2 : 1
			if (quarter > 0 && random.chance(0.03)) skill = Math.max(1, skill - 1)
			if (quarter < member.joinedIn || (member.leftIn !== null && quarter >= member.leftIn)) continue
			participations.push(participation(member, quarter, skill, presence))
		}
	}
	return participations

	function participation(
		member: SampleMember,
		quarter: number,
		skill: number,
		presence: number,
	): SampleParticipation {
		const base = { memberId: member.id, quarter, exemptReason: null, draft: false }
		const self = side(random, skill, 0.25)
		const manager = side(random, skill, -0.15)
		const luck = random.next()
		if (presence < 0.025) {
			return {
				...base,
				exemptReason: presence < 0.0125 ? 'Parental leave' : 'Long-term leave',
				self: null,
				manager: null,
				agreed: false,
			}
		}
		const isOpen = quarter === quarterCount - 1
		if (!isOpen) {
			const missing = presence < 0.085
			if (!member.hasUser) return { ...base, self: null, manager: missing ? null : manager, agreed: false }
			return {
				...base,
				self: presence < 0.05 ? null : self,
				manager: missing ? null : manager,
				agreed: !missing,
			}
		}
		if (signedIn.get(member.id) === 'member') return { ...base, self: null, manager: null, agreed: false }
		if (!member.hasUser) return { ...base, self: null, manager: luck > 0.5 ? manager : null, agreed: false }
		if (luck < 0.4) return { ...base, self, manager, agreed: true }
		if (luck < 0.58) return { ...base, self, manager, agreed: false }
		if (luck < 0.74) return { ...base, self, manager: null, agreed: false }
		if (luck < 0.8) return { ...base, self: null, manager, agreed: false }
		return { ...base, self: luck < 0.86 ? self : null, manager: null, agreed: false, draft: luck < 0.86 }
	}
}
