import { createCycle } from '#app/data/create-cycle.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import type { RandomCompany } from '#tests/statistics/random-company.ts'
import type { KnownValue, PublicCycle } from './solver.ts'

type Participant = {
	id: string
	cycle: string
	memberId: string
	teamId: string | null
	managerId: string | null
	familyId: string
	tier: number | null
	state: string
}
type Team = { cycle: string; teamId: string; parentId: string | null; leadId: string | null; name: string }
type Answer = { participantId: string; question: string; halfSteps: number }

/** Publishes a cycle for each day, with a quarter's changes of the roster between them. */
export async function publishQuarters(company: RandomCompany, days: readonly string[]): Promise<void> {
	for (const day of days) {
		const created = await createCycle(company.hr, { day })
		if (!created.ok) throw new Error(created.reason)
		const opened = await openCycle(company.hr, { cycleId: created.cycleId })
		if (!opened.ok) throw new Error(opened.reason)
		await company.answer(created.cycleId)
		const published = await publishCycle(company.hr, { cycleId: created.cycleId })
		if (!published.ok) throw new Error(published.reason)
		await company.goOn()
	}
}

/** The secrets, and everything that is taken to be public, straight from the tables. */
export async function readWorld(company: RandomCompany) {
	const people = await company.sql<Participant>(
		`SELECT p.id, c.name AS cycle, p.member_id AS "memberId", p.team_id AS "teamId", p.manager_id AS "managerId",
			p.family_id AS "familyId", p.tier, p.state FROM participant p
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id WHERE p.account_id = $1`,
		[company.accountId],
	)
	const teams = await company.sql<Team>(
		`SELECT c.name AS cycle, t.team_id AS "teamId", t.parent_id AS "parentId", t.lead_id AS "leadId", t.name
		 FROM cycle_team t JOIN cycle c ON c.account_id = t.account_id AND c.id = t.cycle_id WHERE t.account_id = $1`,
		[company.accountId],
	)
	const answers = await company.sql<Answer>(
		`SELECT participant_id AS "participantId", question_key AS question, half_steps AS "halfSteps"
		 FROM outcome_answer WHERE account_id = $1`,
		[company.accountId],
	)
	const names = await company.sql<{ name: string }>(
		`SELECT name FROM cycle WHERE account_id = $1 ORDER BY starts_on`,
		[company.accountId],
	)
	const cycles = names.map(({ name }): PublicCycle => ({
		id: name,
		nodes: [
			{ id: company.accountId, parentId: null },
			...teams
				.filter(({ cycle }) => cycle === name)
				.map(({ teamId, parentId }) => ({ id: teamId, parentId: parentId ?? company.accountId })),
		],
		people: people
			.filter(({ cycle, state }) => cycle === name && state === 'active')
			.map(({ memberId, teamId, familyId, tier }) => ({
				id: memberId,
				nodeId: teamId ?? company.accountId,
				familyId,
				assessed: tier !== null,
			})),
	}))
	return { accountId: company.accountId, people, teams, cycles, ...valuesOf(people, answers) }
}

export type World = Awaited<ReturnType<typeof readWorld>>

function valuesOf(people: readonly Participant[], answers: readonly Answer[]) {
	const values: KnownValue[] = []
	const answersOf = Map.groupBy(answers, ({ participantId }) => participantId)
	for (const { id, cycle, memberId, tier, state } of people) {
		if (tier === null || state !== 'active') continue
		const of = { cycleId: cycle, personId: memberId }
		values.push({ ...of, measure: 'tier', halfSteps: tier })
		for (const { question, halfSteps } of answersOf.get(id) ?? [])
			values.push({ ...of, measure: question, halfSteps })
	}
	const byKey = new Map(values.map((value) => [valueKey(value), value.halfSteps]))
	return { values, valueOf: (of: Omit<KnownValue, 'halfSteps'>) => byKey.get(valueKey(of)) }
}

export const valueKey = (of: Omit<KnownValue, 'halfSteps'>) => `${of.cycleId} ${of.personId} ${of.measure}`

/** Whom a member sees in a cycle: themselves, everybody whose managers lead to them, and the teams they lead with all below. */
export function seenBy({ people, teams }: World, memberId: string, cycle: string): Participant[] {
	const there = people.filter((person) => person.cycle === cycle)
	const reports = new Set([memberId])
	const led = new Set(
		teams.filter((team) => team.cycle === cycle && team.leadId === memberId).map(({ teamId }) => teamId),
	)
	for (let size = -1; size !== reports.size + led.size;) {
		size = reports.size + led.size
		for (const person of there)
			if (person.managerId && reports.has(person.managerId)) reports.add(person.memberId)
		for (const team of teams)
			if (team.cycle === cycle && team.parentId && led.has(team.parentId)) led.add(team.teamId)
	}
	return there.filter(
		(person) => reports.has(person.memberId) || (person.teamId !== null && led.has(person.teamId)),
	)
}

/** All values of whom a member sees, cycle by cycle. */
export function knowledgeOf(world: World, memberId: string | null): KnownValue[] {
	if (memberId === null) return []
	const seen = new Set(
		world.cycles.flatMap(({ id }) => seenBy(world, memberId, id).map((person) => `${id} ${person.memberId}`)),
	)
	return world.values.filter(({ cycleId, personId }) => seen.has(`${cycleId} ${personId}`))
}

export const questionTexts = skillProgressionMap.rubric.families.flatMap(({ key, entry, questions }) =>
	[entry, ...questions].map((question) => ({ family: key, key: question.key, text: question.text })),
)
