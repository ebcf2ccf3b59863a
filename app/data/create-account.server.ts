import { randomInt, randomUUID } from 'node:crypto'
import type { Role } from '#app/domain/access/policy.ts'
import type { BuiltInMetric } from '#app/domain/metric/catalogue.ts'
import type { StarterTopic } from '#app/domain/training-topic/topic.ts'
import { mintAccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccountAndUser } from './database.server.ts'
import { addMissingMetrics } from './metrics/add-missing-metrics.server.ts'
import { slugify } from './slugify.ts'
import { addMissingTopics } from './training-topics/add-missing-topics.server.ts'

/** What every new account starts with; `seed/frameworks/built-in.ts` has it. */
export type BuiltInContent = {
	families: readonly { key: string; name: string }[]
	frameworkVersions: readonly { key: string; version: number; title: string; rubric: object }[]
	metrics: readonly BuiltInMetric[]
	topics: readonly StarterTopic[]
}

export type NewAccount = {
	name: string
	/** The one that is wanted; without it one is made of the name. */
	slug?: string
	locale: string
	timeZone: string
	/** First month, 1 to 12. */
	fiscalYearStart?: number
	minimumGroupSize?: number
	isSample?: boolean
	content: BuiltInContent
	/** Its first person: new, or somebody who has a user already. */
	owner: { email: string; name: string; passwordHash: string } | { userId: string }
	roles: readonly Role[]
	/** What its first person gets by mail. */
	welcome?: OutboxMail
}

export type CreatedAccount =
	| { ok: true; accountId: string; slug: string; userId: string; membershipId: string }
	| { ok: false; reason: 'email-taken' | 'slug-taken' }

class Taken extends Error {
	readonly reason: 'email-taken' | 'slug-taken'

	constructor(reason: 'email-taken' | 'slug-taken') {
		super(reason)
		this.reason = reason
	}
}

/**
 * Creates an account with its first person, the role families, the frameworks, the metrics and the topics of training. Where the e-mail address belongs to
 * somebody already, everything is done all the same and taken back, so that the time it takes tells nothing.
 */
export async function createAccount(of: NewAccount): Promise<CreatedAccount> {
	const accountId = randomUUID()
	const userId = 'userId' in of.owner ? of.owner.userId : randomUUID()
	try {
		return await withAccountAndUser({ accountId, userId }, async (transaction) => {
			const emailTaken = !('userId' in of.owner) && !(await insertUser(transaction, userId, of.owner))
			const slug = await insertAccount(transaction, accountId, of)
			await insertContent(transaction, accountId, of.content)
			const membershipId = await insertMembership(transaction, { accountId, userId, roles: of.roles })
			const scope = mintAccountScope({ accountId, userId, membershipId, memberId: null, roles: of.roles })
			await appendAuditEvent(transaction, scope, {
				action: 'account.created',
				subject: { kind: 'account', id: accountId },
				detail: { roles: of.roles },
			})
			if (of.welcome) await addOutboxMessage(transaction, null, of.welcome)
			if (emailTaken) throw new Taken('email-taken')
			return { ok: true, accountId, slug, userId, membershipId }
		})
	} catch (error) {
		if (error instanceof Taken) return { ok: false, reason: error.reason }
		throw error
	}
}

/** Whether the address was free. If not, a user of no use stands in until everything is taken back. */
async function insertUser(
	{ sql }: Transaction,
	userId: string,
	{ email, name, passwordHash }: { email: string; name: string; passwordHash: string },
): Promise<boolean> {
	const insert = `INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING`
	const { rowCount } = await sql.query(insert, [userId, email, name, passwordHash])
	if (rowCount === 1) return true
	await sql.query(insert, [userId, `${userId}@taken.invalid`, name, passwordHash])
	return false
}

async function insertAccount({ sql }: Transaction, accountId: string, of: NewAccount): Promise<string> {
	const stem = slugify(of.name)
	const numbered = Array.from({ length: 8 }, (_, i) => `${stem}-${i + 2}`)
	const random = Array.from(
		{ length: 8 },
		() =>
			`${stem}-${randomInt(36 ** 4)
				.toString(36)
				.padStart(4, '0')}`,
	)
	for (const slug of of.slug ? [of.slug] : [stem, ...numbered, ...random]) {
		const { rowCount } = await sql.query(
			`INSERT INTO account (id, slug, name, time_zone, locale, fiscal_year_start, minimum_group_size, is_sample)
			 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (slug) DO NOTHING`,
			[
				accountId,
				slug,
				of.name,
				of.timeZone,
				of.locale,
				of.fiscalYearStart ?? 1,
				of.minimumGroupSize ?? 5,
				of.isSample ?? false,
			],
		)
		if (rowCount === 1) return slug
	}
	throw new Taken('slug-taken')
}

async function insertContent(
	transaction: Transaction,
	accountId: string,
	content: BuiltInContent,
): Promise<void> {
	const { sql } = transaction
	for (const [position, { key, name }] of content.families.entries()) {
		await sql.query(
			`INSERT INTO role_family (account_id, key, name, position, built_in) VALUES ($1, $2, $3, $4, true)`,
			[accountId, key, name, position],
		)
	}
	for (const { key, version, title, rubric } of content.frameworkVersions) {
		await sql.query(
			`INSERT INTO framework_version (account_id, key, version, title, rubric, published_at)
			 VALUES ($1, $2, $3, $4, $5, now())`,
			[accountId, key, version, title, JSON.stringify(rubric)],
		)
	}
	await addMissingMetrics(transaction, accountId, content.metrics)
	await addMissingTopics(transaction, accountId, content.topics)
}

async function insertMembership(
	{ sql }: Transaction,
	{ accountId, userId, roles }: { accountId: string; userId: string; roles: readonly Role[] },
): Promise<string> {
	const { rows } = await sql.query<{ id: string }>(
		`INSERT INTO membership (account_id, user_id, roles) VALUES ($1, $2, $3::role[]) RETURNING id`,
		[accountId, userId, roles],
	)
	const [row] = rows
	if (!row) throw new Error('A membership could not be written.')
	return row.id
}
