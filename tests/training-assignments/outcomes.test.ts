import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listPublishedSnapshots } from '#app/data/list-published-snapshots.server.ts'
import { listTrainingNeeds } from '#app/data/list-training-needs.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readTrainingOutcomes } from '#app/data/training-outcomes/read-training-outcomes.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
const from = '2026-03-31'
const until = '2026-06-15'
const k = 3

async function publishQuarter(
	company: RandomCompany,
	day: string,
	of: { opened: string; published: string },
) {
	const created = await createCycle(company.hr, { day })
	if (!created.ok) throw new Error(created.reason)
	const { cycleId } = created
	const at = new Date(`${of.opened}T10:00:00Z`)
	expect(await openCycle(company.hr, { cycleId, at })).toMatchObject({ ok: true })
	await company.answer(cycleId)
	const published = await publishCycle(company.hr, { cycleId, at: new Date(`${of.published}T10:00:00Z`) })
	if (!published.ok) throw new Error(published.reason)
	return { cycleId, snapshotId: published.snapshotId }
}

type Step = { questionKey: string; fromHalfSteps: number }
type Training = Step & {
	memberId: string
	topicId: string
	state: string
	doneOn: string | null
	assignedOn: string
}
const codeOf = ({ questionKey, fromHalfSteps }: Step) => `${questionKey} ${fromHalfSteps}`

/** Topics for the steps of one family, and whatever comes of them; people have some before, between and after the two cycles. */
async function train(company: RandomCompany, steps: readonly Step[]): Promise<Training[]> {
	const { random, accountId } = company
	const trainings: Training[] = []
	for (let topic = 0; topic < 4; topic += 1) {
		const topicId = random.uuid()
		const serves = steps.filter(() => random.chance(0.5))
		await company.sql(
			`INSERT INTO training_topic (account_id, id, key, title, kind) VALUES ($1, $2, $3, $3, 'course')`,
			[accountId, topicId, `topic-${topic}`],
		)
		for (const { questionKey, fromHalfSteps } of serves) {
			await company.sql(`INSERT INTO training_topic_step VALUES ($1, $2, $3, $4)`, [
				...[accountId, topicId, questionKey, fromHalfSteps],
			])
		}
		for (const memberId of company.memberIds) {
			if (random.chance(0.7)) continue
			const given = random.chance(0.4) ? random.pick(steps) : null
			const state = random.pick(['done', 'done', 'done', 'planned', 'in_progress', 'dropped'])
			const assignedOn = random.pick(['2026-02-01', from, '2026-05-01', until, '2026-07-01'])
			const doneOn =
				state === 'done'
					? random.pick(['2026-03-30', from, '2026-05-05', '2026-06-14', until, '2026-08-01'])
					: null
			await company.sql(
				`INSERT INTO training_assignment (account_id, topic_id, member_id, question_key, from_half_steps, state, done_on, assigned_on, batch_id)
				 VALUES ($1, $2, $3, $4, $5, $6::training_assignment_state, $7, $8, $2)`,
				[
					...[accountId, topicId, memberId, given?.questionKey ?? null, given?.fromHalfSteps ?? null],
					...[state, doneOn, assignedOn],
				],
			)
			const of = new Map([...serves, ...(given ? [given] : [])].map((step) => [codeOf(step), step]))
			for (const step of of.values())
				trainings.push({ ...step, memberId, topicId, state, doneOn, assignedOn })
		}
	}
	return trainings
}

/** Where everybody stands by the later cycle, read behind the application's back. */
async function readLater(company: RandomCompany, cycleId: string) {
	const people = await company.sql<{ id: string; member_id: string; family_id: string | null; tier: number }>(
		`SELECT id, member_id, family_id, tier FROM participant
		 WHERE account_id = $1 AND cycle_id = $2 AND state = 'active' AND tier IS NOT NULL`,
		[company.accountId, cycleId],
	)
	const answers = await company.sql<{ participant_id: string; question_key: string; half_steps: number }>(
		'SELECT participant_id, question_key, half_steps FROM outcome_answer WHERE account_id = $1',
		[company.accountId],
	)
	const byQuestion = new Map(
		answers.map((row) => [`${row.participant_id} ${row.question_key}`, row.half_steps]),
	)
	return new Map(
		people.map((row) => [
			row.member_id,
			{ ...row, answer: (key: string) => byQuestion.get(`${row.id} ${key}`) ?? null },
		]),
	)
}

describe.each([21, 22])('random company %i', (seed) => {
	test('who moved on after training is counted as a plain recount counts it, and nothing below k is said', async () => {
		const company = await RandomCompany.found(database.adminPool, seed, { members: 200 })
		await company.sql('UPDATE account SET minimum_group_size = $2 WHERE id = $1', [company.accountId, k])
		for (const { id } of company.families) {
			await company.sql(
				`INSERT INTO target (account_id, family_id, tier, due_on) VALUES ($1, $2, 6, '2027-01-01')`,
				[company.accountId, id],
			)
		}
		const first = await publishQuarter(company, '2026-01-15', { opened: '2026-02-20', published: from })
		await company.goOn()
		const second = await publishQuarter(company, '2026-04-15', { opened: until, published: '2026-07-02' })
		const needs = await listTrainingNeeds(company.hr, hr, { snapshotId: first.snapshotId })
		const faced = (needs?.rows ?? []).filter(({ isNext, isTargetFrozen }) => isNext && isTargetFrozen)
		const steps = [...new Map(faced.map((need) => [codeOf(need), need])).values()].map(
			({ questionKey, fromHalfSteps }) => ({ questionKey, fromHalfSteps }),
		)
		const later = await readLater(company, second.cycleId)

		const moved = (need: (typeof faced)[number]): boolean | null => {
			const then = later.get(need.memberId)
			if (!then) return null
			if (need.questionKey.startsWith('transition.')) return then.tier >= need.toHalfSteps
			const family = company.families.find(({ id }) => id === then.family_id)
			if (family?.key !== need.familyKey) return null
			if (need.questionKey.endsWith('.entry')) return then.tier > 1
			const answer = then.answer(need.questionKey) ?? (then.tier === 1 ? 1 : null)
			return answer === null ? null : answer > need.fromHalfSteps
		}
		const peopleOf = (step: Step) =>
			faced.filter((need) => codeOf(need) === codeOf(step) && moved(need) !== null).length
		const frequent = steps.toSorted((a, b) => peopleOf(b) - peopleOf(a)).slice(0, 5)
		const trainings = await train(company, frequent)
		const isFinished = ({ state, doneOn }: Training) =>
			state === 'done' && doneOn !== null && doneOn >= from && doneOn < until
		const isGiven = ({ assignedOn, doneOn }: Training) =>
			assignedOn < until || (doneOn !== null && doneOn < until)
		const expected: unknown[] = []
		let tooFew = 0
		for (const step of steps) {
			const people = faced
				.filter((need) => codeOf(need) === codeOf(step))
				.map((need) => ({
					isMoved: moved(need),
					of: trainings.filter((one) => one.memberId === need.memberId && codeOf(one) === codeOf(step)),
				}))
				.filter(({ isMoved }) => isMoved !== null)
			const count = (group: typeof people) => ({
				n: group.length,
				count: group.filter(({ isMoved }) => isMoved).length,
			})
			const untrained = count(people.filter(({ of }) => !of.some(isGiven)))
			const trained = count(people.filter(({ of }) => of.some(isFinished)))
			if (trained.n > 0 && (trained.n < k || untrained.n < k)) tooFew += 1
			const topics = new Set(people.flatMap(({ of }) => of.filter(isFinished).map(({ topicId }) => topicId)))
			for (const topicId of [null, ...topics]) {
				const group =
					topicId === null
						? trained
						: count(people.filter(({ of }) => of.some((one) => one.topicId === topicId && isFinished(one))))
				if (group.n >= k && untrained.n >= k) expected.push({ ...step, topicId, trained: group, untrained })
			}
		}
		const snapshots = await listPublishedSnapshots(company.hr)
		const [after, before] = snapshots
		if (!after || !before) throw new Error('two cycles are published')
		const found = await readTrainingOutcomes(company.hr, hr, { before, after })
		const plain = found?.outcomes.map(({ questionKey, fromHalfSteps, topicId, trained, untrained }) => ({
			...{ questionKey, fromHalfSteps, topicId, trained, untrained },
		}))
		const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort()
		expect(sorted(plain ?? [])).toEqual(sorted(expected))
		expect(found).toMatchObject({ tooFew, k, from, until, isSameMap: true })
		// The company has what the rule is about, else the test would show nothing.
		expect(expected.length).toBeGreaterThan(0)
		expect(tooFew).toBeGreaterThan(0)
		for (const person of [
			{ roles: ['executive'], isMember: false, isManager: false },
			{ roles: ['member'], isMember: true, isManager: true },
		] satisfies Person[]) {
			expect(await readTrainingOutcomes(company.hr, person, { before, after })).toBeNull()
		}
	})
})
