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

/** Publishes a cycle for each day but the last, with a quarter's changes of the roster between them; the last one runs. */
export async function publishQuarters(company: RandomCompany, days: readonly string[]): Promise<void> {
	for (const [index, day] of days.entries()) {
		const created = await createCycle(company.hr, { day })
		if (!created.ok) throw new Error(created.reason)
		const opened = await openCycle(company.hr, { cycleId: created.cycleId })
		if (!opened.ok) throw new Error(opened.reason)
		await company.answer(created.cycleId)
		if (index === days.length - 1) return
		const published = await publishCycle(company.hr, { cycleId: created.cycleId })
		if (!published.ok) throw new Error(published.reason)
		await company.goOn()
	}
}

/** The secrets, and everything that is taken to be public, straight from the tables. */
export async function readWorld(company: Pick<RandomCompany, 'accountId' | 'sql'>) {
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
	const running = cycles.at(-1)
	if (!running) throw new Error('no cycle runs')
	return {
		accountId: company.accountId,
		people,
		teams,
		/** All of them, the running one last. */
		cycles,
		published: cycles.slice(0, -1),
		running,
		...valuesOf(people, answers),
	}
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

/**
 * Whom a node of the running cycle is about, and they alone; null where the member does not see everybody in it. `reports` is
 * the line of reports, `own-teams` that and the teams that the member leads.
 */
export function liveGroup(world: World, memberId: string, nodeId: string): Participant[] | null {
	const cycle = world.running.id
	const seen = seenBy(world, memberId, cycle)
	const withoutTeams = { ...world, teams: world.teams.map((team) => ({ ...team, leadId: null })) }
	const isOther = (person: Participant) => person.memberId !== memberId
	const line = seenBy(withoutTeams, memberId, cycle).filter(isOther)
	if (nodeId === 'reports') return line
	const teams = world.teams.filter((team) => team.cycle === cycle)
	const below = (rootIds: readonly string[]) => {
		const found = new Set(rootIds)
		for (let size = -1; size !== found.size;) {
			size = found.size
			for (const { teamId, parentId } of teams) if (parentId && found.has(parentId)) found.add(teamId)
		}
		return world.people.filter((person) => person.cycle === cycle && found.has(person.teamId ?? ''))
	}
	const led = below(teams.filter(({ leadId }) => leadId === memberId).map(({ teamId }) => teamId))
	if (nodeId === 'own-teams') return [...new Set([...led, ...line])]
	const inTeam = below([nodeId])
	return inTeam.length > 0 && inTeam.every((person) => led.includes(person) && seen.includes(person))
		? inTeam
		: null
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
