import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { calibrateParticipant } from '#app/data/calibrate-participant.server.ts'
import { closeCorrection } from '#app/data/close-correction.server.ts'
import { countCoverage } from '#app/data/count-coverage.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { exemptParticipant } from '#app/data/exempt-participant.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import { handOverReports } from '#app/data/hand-over-reports.server.ts'
import { moveCyclePhase } from '#app/data/move-cycle-phase.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { reopenCycle } from '#app/data/reopen-cycle.server.ts'
import { reopenParticipant } from '#app/data/reopen-participant.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import type { ParticipantStanding } from '#app/domain/cycle/participant-standing.ts'
import { participantStandings } from '#app/domain/cycle/participant-standing.ts'
import { draftOf, salesKeys } from '#tests/check-ins/company.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { withClient } from '#tests/support/test-cluster.ts'
import { inDays, today } from './calendar.ts'
import { expectFactsInStep } from './kept-facts.ts'

/*
 * Where people stand is read from what triggers keep on participants and members. Whatever happens, and in whatever order, it
 * is what check-ins, outcomes and memberships say.
 */

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

type Pair = { id: string; cycleId: string; version: number; memberId: string; raterId: string | null }

function actionsFor(company: RandomCompany) {
	const { random, hr, accountId } = company
	const cycle = async () => {
		const rows = await company.sql<{ id: string }>(
			`SELECT id FROM cycle WHERE account_id = $1 ORDER BY random() LIMIT 1`,
			[accountId],
		)
		return { cycleId: rows[0]?.id ?? '' }
	}
	const pair = async (where = 'true'): Promise<Pair> => {
		const [row] = await company.sql<Pair>(
			`SELECT id, cycle_id AS "cycleId", version, member_id AS "memberId", coalesce(delegate_id, manager_id) AS "raterId"
			 FROM participant WHERE account_id = $1 ORDER BY CASE WHEN ${where} THEN 0 ELSE 1 END, random() LIMIT 1`,
			[accountId],
		)
		if (!row) throw new Error('Nobody takes part.')
		return row
	}
	const scopeOf = async (memberId: string | null) => {
		const [row] = await company.sql<{ membershipId: string; userId: string; memberId: string }>(
			`SELECT id AS "membershipId", user_id AS "userId", member_id AS "memberId" FROM membership
			 WHERE account_id = $1 AND member_id = $2`,
			[accountId, memberId],
		)
		return row ? mintAccountScope({ accountId, ...row, roles: ['member'] }) : null
	}
	const giveBack = () => random.pick(['both', 'self', 'manager', 'agreement'] as const)
	const key = () => ({ idempotencyKey: randomUUID() })
	const write = async (save: typeof saveDraft | typeof submitCheckIn) => {
		const { id: participantId, memberId, raterId } = await pair()
		const rater = random.pick(['self', 'manager'] as const)
		const scope = await scopeOf(rater === 'self' ? memberId : raterId)
		const [mine] = await company.sql<{ version: number }>(
			`SELECT version FROM check_in WHERE account_id = $1 AND participant_id = $2 AND rater = $3::rater`,
			[accountId, participantId, rater],
		)
		const draft = { ...draftOf([2, random.pick([3, 4]), 5]), whatChanged: 'Much.' }
		return scope && save(scope, { participantId, version: mine?.version ?? 0, draft, ...key() })
	}
	const outcomeVersion = async (participantId: string) => {
		const [row] = await company.sql<{ version: number }>(
			`SELECT version FROM outcome WHERE account_id = $1 AND participant_id = $2`,
			[accountId, participantId],
		)
		return row?.version ?? 0
	}
	const actions = {
		save: () => write(saveDraft),
		send: () => write(submitCheckIn),
		agree: async () => {
			const { id: participantId, raterId } = await pair(
				'self_sent_at IS NOT NULL AND manager_sent_at IS NOT NULL',
			)
			const scope = await scopeOf(raterId)
			const answers = salesKeys.map((questionKey) => ({ questionKey, halfSteps: 4 as const }))
			const draft = { usesAi: true, tier: null, tierReason: null, answers }
			const version = await outcomeVersion(participantId)
			return scope && agreeOutcome(scope, { participantId, version, draft, ...key() })
		},
		calibrate: async () => {
			const { id: participantId } = await pair('agreed_at IS NOT NULL')
			const groups = await company.sql<{ id: string }>(
				`SELECT t.group_id AS id FROM participant p JOIN calibration_group_team t ON t.account_id = p.account_id
					AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id WHERE p.account_id = $1 AND p.id = $2`,
				[accountId, participantId],
			)
			return calibrateParticipant(
				hr,
				{ roles: ['hr'], isMember: false, isManager: false },
				{
					groupId: groups[0]?.id ?? '',
					participantId,
					version: await outcomeVersion(participantId),
					tier: random.pick([2, 3, 5]),
					reason: 'As the others',
					...key(),
				},
			)
		},
		exempt: async () => {
			const { id: participantId, cycleId, version } = await pair()
			const exemption = random.chance(0.7) ? null : { kind: 'leave' as const, reason: '' }
			return exemptParticipant(hr, { cycleId, participantId, version, exemption })
		},
		handOver: async () => {
			const { id: participantId, version } = await pair()
			const delegate = random.chance(0.6) ? `Person ${random.integer(1, company.memberIds.length)}` : null
			const of = {
				reports: [{ participantId, version }],
				delegate,
				reason: null,
				today: today(),
				announce: () => [],
			}
			return handOverReports(hr, of)
		},
		leave: () =>
			company.sql(`UPDATE member SET left_on = $3::date WHERE account_id = $1 AND id = ANY ($2::uuid[])`, [
				accountId,
				[random.pick(company.memberIds), random.pick(company.memberIds)],
				random.pick([null, null, inDays(-2), inDays(0), inDays(3)]),
			]),
		tie: async () => {
			const memberId = random.pick(company.memberIds)
			const id = randomUUID()
			await company.sql(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, 'P', 'x')`, [
				id,
				`${id}@example.com`,
			])
			return company.sql(
				`INSERT INTO membership (account_id, user_id, member_id, roles) VALUES ($1, $2, $3, '{member}') ON CONFLICT DO NOTHING`,
				[accountId, id, memberId],
			)
		},
		tieAnother: () =>
			company.sql(
				`UPDATE membership SET member_id = $2 WHERE account_id = $1 AND member_id = $3
					AND NOT EXISTS (SELECT FROM membership x WHERE x.account_id = $1 AND x.member_id = $2)`,
				[accountId, random.pick(company.memberIds), random.pick(company.memberIds)],
			),
		untie: () =>
			company.sql(`DELETE FROM membership WHERE account_id = $1 AND member_id = $2`, [
				accountId,
				random.pick(company.memberIds),
			]),
		removeUser: () =>
			company.sql(
				`DELETE FROM "user" WHERE id = (SELECT user_id FROM membership WHERE account_id = $1 AND member_id = $2)`,
				[accountId, random.pick(company.memberIds)],
			),
		reopen: async () => {
			const { id: participantId, cycleId, version } = await pair()
			return reopenParticipant(hr, {
				...{ cycleId, participantId, version, giveBack: giveBack(), reason: 'Wrong answer' },
				...key(),
			})
		},
		move: async () =>
			moveCyclePhase(hr, { ...(await cycle()), to: random.pick(['review', 'calibration'] as const) }),
	}
	const turns = {
		open: async () => openCycle(hr, await cycle()),
		publish: async () => publishCycle(hr, await cycle()),
		reopenAll: async () =>
			reopenCycle(hr, { ...(await cycle()), giveBack: giveBack(), reason: 'All wrong', ...key() }),
		close: async () => closeCorrection(hr, await cycle()),
	}
	return { actions, turns }
}

const seen = new Set<ParticipantStanding>()

/** What the actions above do by SQL: whoever does it in the application writes it to the audit log. */
const behindItsBack = new Set(['leave', 'tie', 'tieAnother', 'untie', 'removeUser'])
const logAsTheApplicationDoes = (hr: AccountScope) =>
	withAccount(hr, (transaction) =>
		appendAuditEvent(transaction, hr, {
			action: 'member.changed',
			subject: { kind: 'account', id: hr.accountId },
		}),
	)

test.each([271, 272, 273])(
	'what is kept for counting is what is there, whatever happens (%i)',
	async (seed) => {
		const company = await RandomCompany.found(database.adminPool, seed, { members: 14, teams: 3 })
		const { accountId, hr, random } = company
		const sales = company.families.find(({ key }) => key === 'sales')?.id ?? ''
		await company.sql(`UPDATE member SET family_id = $2 WHERE account_id = $1`, [accountId, sales])
		const cycleIds: string[] = []
		for (const day of [today(), inDays(92)]) {
			const created = await createCycle(hr, { day })
			if (!created.ok) throw new Error(created.reason)
			cycleIds.push(created.cycleId)
		}
		const [first = ''] = cycleIds
		expect(await openCycle(hr, { cycleId: first })).toMatchObject({ ok: true })
		await company.sql(
			`WITH g AS (INSERT INTO calibration_group (account_id, cycle_id, name) VALUES ($1, $2, 'All') RETURNING account_id, cycle_id, id)
			 INSERT INTO calibration_group_team (account_id, cycle_id, group_id, team_id)
			 SELECT g.account_id, g.cycle_id, g.id, t.team_id FROM g JOIN cycle_team t ON t.account_id = g.account_id AND t.cycle_id = g.cycle_id`,
			[accountId, first],
		)
		await company.answer(first)
		const { actions, turns } = actionsFor(company)
		const done = new Set<string>()
		const act = async (step: string, run: () => Promise<unknown>) => {
			const result = await run()
			if (Array.isArray(result) || (result && typeof result === 'object' && 'ok' in result && result.ok))
				done.add(run.name)
			for (const standing of await expectFactsInStep(company, cycleIds, step)) seen.add(standing)
			if (behindItsBack.has(run.name)) await logAsTheApplicationDoes(hr)
			for (const cycleId of cycleIds) {
				const { total } = await getCycleProgress(hr, { cycleId })
				expect(await countCoverage(hr, { cycleId }), step).toEqual(total)
			}
		}
		type Act = () => Promise<unknown>
		for (let step = 0; step < 40; step += 1) {
			const often: Act[] =
				step % 2 === 0 ? [actions.send, actions.agree, actions.save] : Object.values(actions)
			const run = random.pick(often)
			await act(`step ${step}, ${run.name}`, run)
		}
		await act('published', () => publishCycle(hr, { cycleId: first }))
		for (let step = 0; step < 40; step += 1) {
			const often: Act[] =
				step % 2 === 0 ? [actions.send, actions.agree, ...Object.values(turns)] : Object.values(actions)
			const run = random.pick(often)
			await act(`corrections, step ${step}, ${run.name}`, run)
		}
		// Not everything goes through in every company.
		expect(done.size, [...done].join(', ')).toBeGreaterThan(8)
	},
	240_000,
)

test('every standing came about', () => {
	expect([...seen].toSorted()).toEqual([...participantStandings].toSorted())
})

test('memberships that the application itself takes away with their users, too', async () => {
	const company = await RandomCompany.found(database.adminPool, 277, { members: 8, teams: 2 })
	await company.sql(`UPDATE account SET is_sample = true WHERE id = $1`, [company.accountId])
	await company.sql(
		`UPDATE "user" SET email = replace(email, 'example.com', 'meridian.example') WHERE id IN (
		SELECT user_id FROM membership WHERE account_id = $1)`,
		[company.accountId],
	)
	await withClient(database.appUrl, async (client) => {
		await client.query(`SET ROLE contour_app`)
		await client.query(`SELECT set_config('app.account_id', $1, false)`, [company.accountId])
		const { rowCount } = await client.query(
			`DELETE FROM "user" u WHERE EXISTS (SELECT FROM membership m WHERE m.user_id = u.id)`,
		)
		expect(rowCount).toBeGreaterThan(0)
	})
	await expectFactsInStep(company, [], 'without users')
})
