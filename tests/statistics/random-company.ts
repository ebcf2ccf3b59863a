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
		await company.addTeams(teams)
		await company.addMembers(members)
		return company
	}

	async sql<Row extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> {
		return (await this.admin.query<Row>(text, values)).rows
	}

	/** All rows of a table in one statement. */
	private async insert(table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
		const [first] = rows
		if (!first) return
		const columns = Object.keys(first).join(', ')
		await this.sql(
			`INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1)`,
			[JSON.stringify(rows)],
		)
	}

	async addTeams(count: number): Promise<void> {
		const { random, accountId: account_id } = this
		const rows = Array.from({ length: count }, () => {
			const id = random.uuid()
			const parent_id = this.teamIds.length === 0 || random.chance(0.25) ? null : random.pick(this.teamIds)
			const lead_id = this.memberIds.length > 0 ? random.pick(this.memberIds) : null
			const archived_at = random.chance(0.1) ? '2026-01-01' : null
			this.teamIds.push(id)
			return { account_id, id, parent_id, lead_id, name: `Team ${this.teamIds.length}`, archived_at }
		})
		await this.insert('team', rows)
	}

	async addMembers(count: number): Promise<void> {
		const { random, accountId: account_id } = this
		const gone = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
		const users: Record<string, unknown>[] = []
		const memberships: Record<string, unknown>[] = []
		const members = Array.from({ length: count }, () => {
			const id = random.uuid()
			const member = {
				account_id,
				id,
				name: `Person ${this.memberIds.length + 1}`,
				family_id: random.chance(0.9) ? random.pick(this.families).id : null,
				team_id: random.chance(0.93) ? random.pick(this.teamIds) : null,
				manager_id: this.memberIds.length > 0 && random.chance(0.92) ? random.pick(this.memberIds) : null,
				left_on: random.chance(0.07) ? gone : null,
				attributes: { Location: 'Bonn' },
			}
			this.memberIds.push(id)
			if (random.chance(0.85)) {
				const user_id = random.uuid()
				users.push({ id: user_id, email: `${user_id}@example.com`, name: 'Person', password_hash: 'x' })
				memberships.push({ account_id, id: random.uuid(), user_id, member_id: id, roles: ['member'] })
			}
			return member
		})
		await this.insert('member', members)
		await this.insert('user', users)
		await this.insert('membership', memberships)
	}

	/** Whatever a roster can go through: moves, other families, teams hung elsewhere, renames, archiving, leavers, joiners. */
	async goOn(): Promise<void> {
		const { random, accountId } = this
		const some = (share: number) => this.memberIds.filter(() => random.chance(share))
		const movers = some(0.2)
		await this.sql(
			`UPDATE member m SET team_id = x.team_id FROM unnest($2::uuid[], $3::uuid[]) AS x (id, team_id)
			 WHERE m.account_id = $1 AND m.id = x.id`,
			[accountId, movers, movers.map(() => (random.chance(0.9) ? random.pick(this.teamIds) : null))],
		)
		const changers = some(0.07)
		await this.sql(
			`UPDATE member m SET family_id = x.family_id FROM unnest($2::uuid[], $3::uuid[]) AS x (id, family_id)
			 WHERE m.account_id = $1 AND m.id = x.id`,
			[accountId, changers, changers.map(() => random.pick(this.families).id)],
		)
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
		await this.addTeams(1)
		await this.addMembers(8)
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
		const checkIns: Record<string, unknown>[] = []
		const checkInAnswers: Record<string, unknown>[] = []
		const outcomes: Record<string, unknown>[] = []
		const outcomeAnswers: Record<string, unknown>[] = []
		const sent: string[] = []
		const exempt: string[] = []
		const account_id = accountId
		const checkIn = ({ id: participant_id, familyId }: Sides, rater: string) => {
			const { tier, answers } = this.values(familyId)
			const id = random.uuid()
			checkIns.push({ account_id, id, participant_id, rater, uses_ai: tier > 1, suggested_tier: tier, tier })
			checkInAnswers.push(...answers.map((answer) => ({ account_id, check_in_id: id, ...answer })))
			if (random.chance(0.9)) sent.push(id)
		}
		for (const participant of participants) {
			const { id: participant_id, familyId } = participant
			const self = participant.self && random.chance(0.85)
			const manager = participant.manager && random.chance(0.85)
			if (self) checkIn(participant, 'self')
			if (manager) checkIn(participant, 'manager')
			if (self && manager && random.chance(0.85)) {
				const { tier, answers } = this.values(familyId)
				outcomes.push({ account_id, participant_id, tier, suggested_tier: tier })
				outcomeAnswers.push(...answers.map((answer) => ({ account_id, participant_id, ...answer })))
			}
			if (random.chance(0.06)) exempt.push(participant_id)
		}
		await this.insert(
			'check_in',
			checkIns.map((row) => ({ ...row, updated_at: new Date() })),
		)
		await this.insert('check_in_answer', checkInAnswers)
		await this.sql(
			`UPDATE check_in SET submitted_at = now() WHERE account_id = $1 AND id = ANY ($2::uuid[])`,
			[accountId, sent],
		)
		await this.insert('outcome', outcomes)
		await this.insert('outcome_answer', outcomeAnswers)
		await this.sql(
			`UPDATE participant SET state = 'exempt', exempt_reason = 'On leave'
			 WHERE account_id = $1 AND id = ANY ($2::uuid[])`,
			[accountId, exempt],
		)
	}

	private values(familyId: string) {
		const { random } = this
		const questions = this.families.find(({ id }) => id === familyId)?.questions ?? []
		const below = random.chance(0.1)
		const answers = questions.map((question_key) => ({
			question_key,
			half_steps: below ? 1 : random.integer(2, 6),
		}))
		return { tier: below ? 1 : random.integer(2, 6), answers }
	}
}
