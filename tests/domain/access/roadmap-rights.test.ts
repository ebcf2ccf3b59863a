import { describe, expect, test } from 'vitest'
import type { Person, Role } from '#app/domain/access/policy.ts'
import type { RoadmapPlace, RoadmapSight } from '#app/domain/access/roadmap-rights.ts'
import { mayPlanFor, roadmapRights } from '#app/domain/access/roadmap-rights.ts'

const person = (roles: Role[], isManager = false): Person => ({ roles, isMember: true, isManager })
const sight: RoadmapSight = {
	memberId: 'me',
	ledTeamIds: ['led', 'below-led'],
	ownTeamId: 'own',
	aboveTeamIds: ['above', 'top'],
}
const plan = (teamId: string | null, more: Partial<RoadmapPlace> = {}): RoadmapPlace => ({
	...{ teamId, withBelow: false, ownerId: null, sponsorIds: [] },
	...more,
})
const words = (who: Person, of: RoadmapPlace, from = sight) =>
	Object.entries(roadmapRights(who, from, of))
		.filter(([, given]) => given)
		.map(([name]) => name)

describe('plans', () => {
	test.each<Role>(['owner', 'admin', 'hr'])('%s reads and edits all of them', (role) => {
		for (const teamId of ['other', null])
			expect(words(person([role]), plan(teamId))).toEqual(['read', 'edit'])
	})

	test('an executive reads all, and closes phases only where named', () => {
		expect(words(person(['executive']), plan('other'))).toEqual(['read'])
		expect(words(person(['executive']), plan('other', { sponsorIds: ['me'] }))).toEqual(['read', 'sponsor'])
	})

	test('a manager edits those of the teams that they lead, and below', () => {
		const manager = person(['member'], true)
		for (const teamId of ['led', 'below-led']) expect(words(manager, plan(teamId))).toEqual(['read', 'edit'])
		for (const teamId of ['own', null]) expect(words(manager, plan(teamId))).toEqual(['read'])
		expect(words(manager, plan('other'))).toEqual([])
	})

	test('a member reads what holds for their team, and edits nothing', () => {
		const member = person(['member'])
		const nothingLed = { ...sight, ledTeamIds: [] }
		expect(words(member, plan('own'), nothingLed)).toEqual(['read'])
		expect(words(member, plan(null), nothingLed)).toEqual(['read'])
		expect(words(member, plan('above', { withBelow: true }), nothingLed)).toEqual(['read'])
		for (const teamId of ['above', 'other', 'led'])
			expect(words(member, plan(teamId), nothingLed)).toEqual([])
	})

	test('who is named in a plan reads it', () => {
		expect(words(person(['member']), plan('other', { ownerId: 'me' }))).toEqual(['read'])
		expect(words(person(['member']), plan('other', { sponsorIds: ['you', 'me'] }))).toEqual([
			'read',
			'sponsor',
		])
	})

	test('somebody who is no member of anything is named nowhere', () => {
		const nobody = { memberId: null, ledTeamIds: [], ownTeamId: null, aboveTeamIds: [] }
		expect(words({ roles: ['member'], isMember: false, isManager: false }, plan('own'), nobody)).toEqual([])
	})
})

test('a plan is begun by who would edit it', () => {
	expect(mayPlanFor(person(['member'], true), sight, 'led')).toBe(true)
	expect(mayPlanFor(person(['member'], true), sight, 'own')).toBe(false)
	expect(mayPlanFor(person(['member'], true), sight, null)).toBe(false)
	expect(mayPlanFor(person(['hr']), sight, null)).toBe(true)
	expect(mayPlanFor(person(['executive']), sight, 'led')).toBe(false)
})
