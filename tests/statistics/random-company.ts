import type { Pool } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { SeededRandom } from '#seed/demo/random.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

type Family = { id: string; key: string; questions: readonly string[] }
type Sides = { id: string; familyId: string; self: boolean; manager: boolean }

/**
 * A small company made of a seed: a tree of teams, people with and without family, team, manager and user account, leavers.
 * It writes behind the application's back, so that what is read back was computed by the application alone.
 */
export class RandomCompany {
	readonly random: SeededRandom
	readonly admin: Pool
	readonly accountId: string
	readonly families: Family[] = []
	readonly teamIds: string[] = []
	readonly memberIds: string[] = []
	/** HR, with a user account of their own. */
	readonly hr: AccountScope

	private constructor(admin: Pool, seed: number) {
		this.random = new SeededRandom(seed)
		this.admin = admin
		this.accountId = this.random.uuid()
		this.hr = mintAccountScope({
			accountId: this.accountId,
			userId: this.random.uuid(),
			membershipId: this.random.uuid(),
			memberId: null,
			roles: ['hr'],
		})
	}

	static async found(
		admin: Pool,
		seed: number,
		{ teams = 14, members = 90 }: { teams?: number; members?: number } = {},
	): Promise<RandomCompany> {
		const company = new RandomCompany(admin, seed)
		const { accountId, random, hr } = company
		await company.sql(
			`INSERT INTO account (id, slug, name, time_zone, locale) VALUES ($1, $2, 'Company', 'Europe/Berlin', 'en')`,
			[accountId, `c-${accountId.slice(0, 12)}`],
		)
		for (const [position, { key, questions }] of skillProgressionMap.rubric.families.entries()) {
			const id = random.uuid()
			company.families.push({ id, key, questions: questions.map((question) => question.key) })
			await company.sql(
				`INSERT INTO role_family (account_id, id, key, name, position) VALUES ($1, $2, $3, $3, $4)`,
				[accountId, id, key, position],
			)
		}
		await company.sql(
			`INSERT INTO framework_version (account_id, key, version, title, rubric, published_at)
			 VALUES ($1, 'skill-progression-map', 1, 'Map', $2, now())`,
			[accountId, JSON.stringify(skillProgressionMap.rubric)],
		)
		await company.sql(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, 'HR', 'x')`, [
			hr.userId,
			`${hr.userId}@example.com`,
		])
		await company.sql(`INSERT INTO membership (account_id, id, user_id, roles) VALUES ($1, $2, $3, '{hr}')`, [
			accountId,
			hr.membershipId,
			hr.userId,
		])
		for (let i = 0; i < teams; i += 1) await company.addTeam()
		for (let i = 0; i < members; i += 1) await company.addMember()
		return company
	}

	async sql<Row extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
		return (await this.admin.query<Row>(text, values)).rows
	}

	async addTeam(): Promise<void> {
		const { random } = this
		const id = random.uuid()
		const parentId = this.teamIds.length === 0 || random.chance(0.25) ? null : random.pick(this.teamIds)
		const leadId = this.memberIds.length > 0 ? random.pick(this.memberIds) : null
		await this.sql(
			`INSERT INTO team (account_id, id, parent_id, lead_id, name, archived_at)
			 VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN now() END)`,
			[this.accountId, id, parentId, leadId, `Team ${this.teamIds.length + 1}`, random.chance(0.1)],
		)
		this.teamIds.push(id)
	}

	async addMember(): Promise<void> {
		const { random } = this
		const id = random.uuid()
		const managerId = this.memberIds.length > 0 && random.chance(0.92) ? random.pick(this.memberIds) : null
		await this.sql(
			`INSERT INTO member (account_id, id, name, family_id, team_id, manager_id, left_on, attributes)
			 VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN current_date - 3 END, '{"Location":"Bonn"}')`,
			[
				this.accountId,
				id,
				`Person ${this.memberIds.length + 1}`,
				random.chance(0.9) ? random.pick(this.families).id : null,
				random.chance(0.93) ? random.pick(this.teamIds) : null,
				managerId,
				random.chance(0.07),
			],
		)
		this.memberIds.push(id)
		if (random.chance(0.85)) {
			const userId = random.uuid()
			await this.sql(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, 'Person', 'x')`, [
				userId,
				`${userId}@example.com`,
			])
			await this.sql(
				`INSERT INTO membership (account_id, user_id, member_id, roles) VALUES ($1, $2, $3, '{member}')`,
				[this.accountId, userId, id],
			)
		}
	}

	/** Whatever a roster can go through: moves, other families, teams hung elsewhere, renames, archiving, leavers, joiners. */
	async goOn(): Promise<void> {
		const { random, accountId } = this
		const some = (share: number) => this.memberIds.filter(() => random.chance(share))
		for (const id of some(0.2)) {
			await this.sql(`UPDATE member SET team_id = $3 WHERE account_id = $1 AND id = $2`, [
				accountId,
				id,
				random.chance(0.9) ? random.pick(this.teamIds) : null,
			])
		}
		for (const id of some(0.07)) {
			await this.sql(`UPDATE member SET family_id = $3 WHERE account_id = $1 AND id = $2`, [
				accountId,
				id,
				random.pick(this.families).id,
			])
		}
		await this.leave(0.06)
		// The teams hung anew get one that was founded before them, so no loop can come about.
		for (const [index, id] of this.teamIds.entries()) {
			if (index === 0 || !random.chance(0.25)) continue
			const parentId = this.teamIds[random.integer(0, index - 1)]
			await this.sql(`UPDATE team SET parent_id = $3, name = name || '*' WHERE account_id = $1 AND id = $2`, [
				accountId,
				id,
				random.chance(0.2) ? null : parentId,
			])
		}
		await this.sql(`UPDATE team SET archived_at = now() WHERE account_id = $1 AND id = $2`, [
			accountId,
			random.pick(this.teamIds),
		])
		await this.addTeam()
		for (let i = 0; i < 8; i += 1) await this.addMember()
	}

	async leave(share: number): Promise<void> {
		const leavers = this.memberIds.filter(() => this.random.chance(share))
		await this.sql(
			`UPDATE member SET left_on = current_date - 1 WHERE account_id = $1 AND id = ANY ($2::uuid[]) AND left_on IS NULL`,
			[this.accountId, leavers],
		)
	}

	/** Lets raters answer at random: both, one or none, some pairs agreed; exempts a few. */
	async answer(cycleId: string): Promise<void> {
		const { random, accountId } = this
		const participants = await this.sql<Sides>(
			`SELECT p.id, p.family_id AS "familyId",
				EXISTS (SELECT FROM membership s WHERE s.account_id = p.account_id AND s.member_id = p.member_id) AS self,
				EXISTS (SELECT FROM membership s WHERE s.account_id = p.account_id AND s.member_id = p.manager_id) AS manager
			 FROM participant p WHERE p.account_id = $1 AND p.cycle_id = $2 ORDER BY p.member_id`,
			[accountId, cycleId],
		)
		for (const participant of participants) {
			const self = participant.self && random.chance(0.85)
			const manager = participant.manager && random.chance(0.85)
			if (self) await this.checkIn(participant, 'self', random.chance(0.9))
			if (manager) await this.checkIn(participant, 'manager', random.chance(0.9))
			if (self && manager && random.chance(0.85)) await this.agree(participant)
			if (random.chance(0.06)) {
				await this.sql(
					`UPDATE participant SET state = 'exempt', exempt_reason = 'On leave' WHERE account_id = $1 AND id = $2`,
					[accountId, participant.id],
				)
			}
		}
	}

	private values(familyId: string): { tier: number; answers: { key: string; halfSteps: number }[] } {
		const { random } = this
		const questions = this.families.find(({ id }) => id === familyId)?.questions ?? []
		const below = random.chance(0.1)
		const answers = questions.map((key) => ({ key, halfSteps: below ? 1 : random.integer(2, 6) }))
		return { tier: below ? 1 : random.integer(2, 6), answers }
	}

	private async checkIn({ id, familyId }: Sides, rater: string, sent: boolean): Promise<void> {
		const { tier, answers } = this.values(familyId)
		const checkInId = this.random.uuid()
		await this.sql(
			`INSERT INTO check_in (account_id, id, participant_id, rater, uses_ai, suggested_tier, tier)
			 VALUES ($1, $2, $3, $4::rater, $5, $6, $6)`,
			[this.accountId, checkInId, id, rater, tier > 1, tier],
		)
		await this.sql(
			`INSERT INTO check_in_answer (account_id, check_in_id, question_key, half_steps)
			 SELECT $1, $2, * FROM unnest($3::text[], $4::int[])`,
			[this.accountId, checkInId, answers.map(({ key }) => key), answers.map(({ halfSteps }) => halfSteps)],
		)
		if (sent) {
			await this.sql(`UPDATE check_in SET submitted_at = now() WHERE account_id = $1 AND id = $2`, [
				this.accountId,
				checkInId,
			])
		}
	}

	private async agree({ id, familyId }: Sides): Promise<void> {
		const { tier, answers } = this.values(familyId)
		await this.sql(
			`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier) VALUES ($1, $2, $3, $3)`,
			[this.accountId, id, tier],
		)
		await this.sql(
			`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps)
			 SELECT $1, $2, * FROM unnest($3::text[], $4::int[])`,
			[this.accountId, id, answers.map(({ key }) => key), answers.map(({ halfSteps }) => halfSteps)],
		)
	}
}
