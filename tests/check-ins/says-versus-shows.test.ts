import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { readStanding } from '#app/data/read-standing.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import type { ShownShares } from '#app/domain/check-in/says-versus-shows.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { readAgreementPage } from '#app/routes/agreement/read-page.server.ts'
import { readCheckInPage } from '#app/routes/check-in/read-page.server.ts'
import { readPersonProgressPage } from '#app/routes/person-progress/read-page.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Person } from './company.ts'
import { draftOf, foundCompany, newKey, salesKeys } from './company.ts'

const database = await createTestDatabase()
const { adminPool: admin } = database
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const question = 'sales.admin-share'
/** Where there is nothing to show. */
const nothing = { questions: {}, signs: [] }

async function one(text: string, values: unknown[]): Promise<string> {
	return (await admin.query<{ id: string }>(`${text} RETURNING id`, values)).rows[0]?.id ?? ''
}

let companies = 0
/** Sam is Mara's, who is Vera's; Q4 2026 is open, and HR imports. */
async function pair() {
	const company = await foundCompany(admin, `shows-${++companies}`)
	const { accountId } = company
	const vera = await company.addMember('Vera')
	const mara = await company.addMember('Mara', { managerId: vera.memberId })
	const sam = await company.addMember('Sam', { managerId: mara.memberId })
	const hana = await company.addMember('Hana', { roles: ['hr', 'member'] })
	const eve = await company.addMember('Eve', { roles: ['owner', 'admin', 'executive', 'member'] })
	await company.addParticipant(mara, { manager: vera })
	const participantId = await company.addParticipant(sam, { manager: mara })
	const addMetric = (key: string, weightName: string) =>
		one(
			`INSERT INTO metric (account_id, key, name, description, unit, direction, aggregation, weight_name, built_in)
			 VALUES ($1, $2, $2, $2, 'share', 'down', 'ratio_of_sums', $3, true)`,
			[accountId, key, weightName],
		)
	const metricId = await addMetric('share-of-time-on-admin', 'Hours worked')
	const imports = new Map<string, string>()
	/** A value of Sam's, of the file of that name. */
	const came = async (
		start: string,
		value: number,
		weight: number | null,
		of: { grain?: Grain; file?: string; metric?: string; teamId?: string } = {},
	) => {
		const { grain = 'month', file = 'hours.csv', metric = metricId, teamId = null } = of
		const importId =
			imports.get(file) ??
			(await one(
				`INSERT INTO import (account_id, kind, file_name, sha256, state) VALUES ($1, 'metrics-long', $2, repeat('0', 64), 'applied')`,
				[accountId, file],
			))
		imports.set(file, importId)
		await admin.query(
			`INSERT INTO observation (account_id, metric_id, starts_on, grain, subject_kind, subject_id, team_id, member_id, value,
				weight, import_id)
			 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			[
				...[accountId, metric, start, grain, teamId ? 'team' : 'member', teamId ?? sam.memberId, teamId],
				...[teamId ? null : sam.memberId, value, weight, importId],
			],
		)
	}
	const send = async (who: Person, answer: HalfSteps) => {
		const draft = draftOf([answer, answer, answer])
		const input = { participantId, version: 0, draft, idempotencyKey: newKey() }
		expect(await submitCheckIn(who.scope, input)).toEqual({ ok: true })
	}
	const agreed = async (answer: 2 | 3 | 4 | 5 | 6) => {
		const answers = salesKeys.map((questionKey) => ({ questionKey, halfSteps: answer }))
		const draft = { usesAi: true, answers, tier: null, tierReason: null }
		const input = { participantId, version: 0, draft, idempotencyKey: newKey() }
		expect(await agreeOutcome(mara.scope, input)).toEqual({ ok: true })
	}
	/** What the page of the pair shows somebody. */
	const side = async (who: Person) => (await readAgreementPage(await sessionOf(who), participantId)).shares
	return {
		company,
		accountId,
		participantId,
		vera,
		mara,
		sam,
		hana,
		eve,
		addMetric,
		came,
		send,
		agreed,
		side,
	}
}

async function sessionOf({ scope, userId, name }: Person): Promise<AccountSession> {
	const standing = await readStanding(scope)
	if (!standing || !userId) throw new Error(`${name} has no account`)
	const { account, isManager } = standing
	return {
		...{ scope, account, hasOtherAccounts: false, user: { id: userId, name, email: 'x@example.com' } },
		person: { roles: scope.roles, isMember: true, isManager },
	}
}

const saidIn = ({ questions }: Pick<ShownShares, 'questions'>) =>
	questions[question]?.said.map(({ by, agreement }) => `${by.join('+')}: ${agreement}`)

describe('a share measured of a person', () => {
	test('is made by the metric’s own rule of what came within the dates of the cycle, and says from what', async () => {
		const { came, send, side, sam, mara } = await pair()
		await came('2026-09-01', 160, 160)
		// A week that begins before the cycle does.
		await came('2026-09-28', 40, 40, { grain: 'week' })
		await came('2026-10-01', 60, 100)
		await came('2026-11-01', 30, 100, { file: 'november.csv' })
		// Ends after it.
		await came('2026-12-01', 90, 100)
		await send(sam, 4)
		await send(mara, 3)
		const shares = await side(mara)
		expect(shares).toEqual(await side(sam))
		expect(shares.questions[question]?.measured).toMatchObject({
			...{
				share: 0.45,
				from: '2026-10-01',
				until: '2026-11-30',
				values: 2,
				grain: null,
				isLatestAlone: false,
			},
			subject: { kind: 'member', id: sam.memberId },
			imports: expect.arrayContaining([
				expect.objectContaining({ fileName: 'hours.csv' }),
				expect.objectContaining({ fileName: 'november.csv' }),
			]),
		})
		expect(saidIn(shares)).toEqual(['self: between', 'manager: between'])
	})

	test('without denominators is the latest value, which stands for its own period', async () => {
		const { came, send, side, sam, mara } = await pair()
		await send(sam, 4)
		await send(mara, 4)
		expect(await side(sam)).toEqual(nothing)
		await came('2026-10-01', 0.55, null)
		expect((await side(sam)).questions[question]?.measured).toMatchObject({
			share: 0.55,
			isLatestAlone: false,
		})
		await came('2026-11-01', 0.35, null, { file: 'november.csv' })
		const shares = await side(sam)
		expect(shares.questions[question]?.measured).toMatchObject({
			...{ share: 0.35, from: '2026-11-01', grain: 'month', values: 2, isLatestAlone: true },
			imports: [{ fileName: 'november.csv' }],
		})
		expect(saidIn(shares)).toEqual(['self+manager: agrees'])
	})

	test('tells neither side anything of the other before both are in', async () => {
		const { came, send, side, sam, mara, participantId } = await pair()
		await came('2026-10-01', 35, 100)
		const own = async (who: Person) => (await readCheckInPage(await sessionOf(who), participantId)).shares
		for (const who of [sam, mara]) {
			expect(await side(who)).toEqual(nothing)
			expect(await own(who)).toEqual(nothing)
		}
		await send(mara, 6)
		for (const who of [sam, mara]) {
			expect(await side(who)).toEqual(nothing)
			expect(await own(who)).toEqual(nothing)
		}
		await send(sam, 4)
		expect(saidIn(await side(sam))).toEqual(['self: agrees', 'manager: differs'])
		expect(saidIn(await own(sam))).toEqual(['self: agrees'])
		expect(await own(mara)).toEqual(nothing)
		// The person alone is in: what they see is of their own side.
		const other = await pair()
		await other.came('2026-10-01', 35, 100)
		const page = async () => readCheckInPage(await sessionOf(other.sam), other.participantId)
		const draft = draftOf([2, 2, 2])
		await saveDraft(other.sam.scope, { participantId: other.participantId, version: 0, draft })
		expect((await page()).shares).toEqual(nothing)
		const input = { participantId: other.participantId, version: 1, draft, idempotencyKey: newKey() }
		expect(await submitCheckIn(other.sam.scope, input)).toEqual({ ok: true })
		expect(saidIn((await page()).shares)).toEqual(['self: differs'])
		expect(await other.side(other.sam)).toEqual(nothing)
		expect(await other.side(other.mara)).toEqual(nothing)
	})

	test('is for the two alone, as far as they may see the values', async () => {
		const { came, send, agreed, side, sam, mara, vera, hana, eve, company, participantId } = await pair()
		await came('2026-10-01', 35, 100)
		await send(sam, 4)
		await send(mara, 4)
		await agreed(4)
		for (const who of [sam, mara]) expect(saidIn(await side(who))).toEqual(['self+manager+agreed: agrees'])
		for (const who of [vera, hana]) expect(await side(who), who.name).toEqual(nothing)
		await expect(side(eve)).rejects.toBeInstanceOf(Response)
		// Sam has another manager now: Mara keeps the pair and sees Sam's values no more.
		const next = await company.addMember('Nils')
		await admin.query(`UPDATE member SET manager_id = $2 WHERE id = $1`, [sam.memberId, next.memberId])
		expect(await side(mara)).toEqual(nothing)
		expect(saidIn(await side(sam))).toEqual(['self+manager+agreed: agrees'])
		await admin.query(`UPDATE member SET manager_id = $2 WHERE id = $1`, [sam.memberId, mara.memberId])
		// Who stands in for Mara gives the side, and has no right to what is measured of Sam.
		await admin.query(`UPDATE participant SET delegate_id = $2 WHERE id = $1`, [participantId, next.memberId])
		expect(await side(next)).toEqual(nothing)
	})

	test('stands beside what was agreed on the person’s own page once it is published', async () => {
		const { came, send, agreed, sam, mara, hana, company } = await pair()
		await came('2026-10-01', 55, 100)
		await send(sam, 4)
		await send(mara, 4)
		await agreed(4)
		const progress = async (who: Person) =>
			(await readPersonProgressPage(await sessionOf(who), sam.memberId)).shares
		expect(await progress(sam)).toEqual(nothing)
		await admin.query(`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`, [
			company.cycleId,
		])
		for (const who of [sam, mara]) expect(saidIn(await progress(who))).toEqual(['agreed: differs'])
		expect(await progress(hana)).toEqual(nothing)
	})

	test('is nothing beside tier 0.5, which has no percentages, and of a metric of the account’s own', async () => {
		const { came, send, side, sam, mara, accountId, participantId } = await pair()
		await came('2026-10-01', 35, 100)
		const input = { participantId, version: 0, draft: draftOf([], { usesAi: false }) }
		expect(await submitCheckIn(sam.scope, { ...input, idempotencyKey: newKey() })).toEqual({ ok: true })
		await send(mara, 4)
		expect(saidIn(await side(sam))).toEqual(['manager: agrees'])
		await admin.query(`UPDATE metric SET built_in = false WHERE account_id = $1`, [accountId])
		expect(await side(sam)).toEqual(nothing)
	})
})

describe('a sign measured of the team', () => {
	test('stands beside the tiers, for who may see what came for the team', async () => {
		const { company, accountId, participantId, mara, sam, hana, addMetric, came, side } = await pair()
		const metric = await addMetric('ai-resolution-rate', 'Interactions')
		const familyId = await one(
			`INSERT INTO role_family (account_id, key, name, position, built_in) VALUES ($1, 'customer-service', 'Service', 2, true)`,
			[accountId],
		)
		const teamId = await one(`INSERT INTO team (account_id, name, lead_id) VALUES ($1, 'Support', $2)`, [
			...[accountId, mara.memberId],
		])
		await admin.query(
			`INSERT INTO cycle_team (account_id, cycle_id, team_id, lead_id, name) VALUES ($1, $2, $3, $4, 'Support')`,
			[accountId, company.cycleId, teamId, mara.memberId],
		)
		await admin.query(`UPDATE participant SET family_id = $2, team_id = $3 WHERE id = $1`, [
			...[participantId, familyId, teamId],
		])
		const move = (who: Person) =>
			admin.query(`UPDATE member SET team_id = $2 WHERE id = $1`, [who.memberId, teamId])
		await move(sam)
		await came('2026-10-01', 640, 1000, { metric, teamId })
		for (const [rater, tier] of [
			['self', 6],
			['manager', 4],
		] as const) {
			await admin.query(
				`INSERT INTO check_in (account_id, participant_id, rater, uses_ai, suggested_tier, tier, submitted_at, updated_at)
				 VALUES ($1, $2, $3, true, $4, $4, now(), now())`,
				[accountId, participantId, rater, tier],
			)
		}
		const shown = {
			sign: { text: 'AI handles 80% of interactions or more', level: 6 },
			measured: { share: 0.64, subject: { kind: 'team', id: teamId } },
			said: [
				{ by: ['self'], agreement: 'differs' },
				{ by: ['manager'], agreement: 'agrees' },
			],
		}
		// The team is too small for who does not lead it.
		expect((await side(mara)).signs).toMatchObject([shown])
		expect(await side(sam)).toEqual(nothing)
		for (const name of ['Ada', 'Ben', 'Cem', 'Dot'])
			await move(await company.addMember(name, { roles: null }))
		expect((await side(sam)).signs).toMatchObject([shown])
		expect(await side(hana)).toEqual(nothing)
	})
})
