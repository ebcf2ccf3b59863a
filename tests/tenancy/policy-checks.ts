import type pg from 'pg'
import type { AccountIds } from './one-of-everything.ts'
import { insertRow, sharedIds } from './one-of-everything.ts'
import { probe } from './probe.ts'
import { checkTenantTable } from './table-checks.ts'

export type Accounts = { own: AccountIds; other: AccountIds; sample: AccountIds }
type Check = (client: pg.ClientBase, accounts: Accounts) => Promise<string[]>

const one = (holds: boolean, sentence: string): string[] => (holds ? [] : [sentence])

/** Calls a definer function as the application's role outside any account. */
const answers =
	(call: string, values: (accounts: Accounts) => unknown[]): Check =>
	async (client, accounts) => {
		const answer = await probe(client, {}, (c) => c.query(`SELECT * FROM ${call}`, values(accounts)))
		return one(answer.count > 0, `${call} answers (${answer.code ?? 'no rows'})`)
	}

const ownSession: Check = async (client, { own, other }) => {
	const seen = await probe(client, { userId: own.userId }, (c) => c.query('SELECT user_id FROM session'))
	const none = await probe(client, {}, (c) => c.query('SELECT user_id FROM session'))
	const foreign = await probe(client, { userId: other.userId }, (c) =>
		c.query('DELETE FROM session WHERE user_id = $1', [own.userId]),
	)
	return [
		...one(seen.count === 1 && seen.rows[0]?.user_id === own.userId, 'a user sees the own session only'),
		...one(none.count === 0, 'nobody sees no session'),
		...one(foreign.count === 0, 'a user ends no session of another'),
	]
}

const ownToken: Check = async (client, { own, other }) => {
	const seen = await probe(client, { userId: own.userId }, (c) => c.query('SELECT user_id FROM user_token'))
	const foreign = await probe(client, { userId: other.userId }, (c) =>
		c.query('UPDATE user_token SET used_at = now() WHERE user_id = $1', [own.userId]),
	)
	return [
		...one(seen.count === 1 && seen.rows[0]?.user_id === own.userId, 'a user sees the own tokens only'),
		...one(foreign.count === 0, 'a user uses no token of another'),
	]
}

const ownUser: Check = async (client, { own, other }) => {
	const renamed = await probe(client, { userId: own.userId }, (c) =>
		c.query(`UPDATE "user" SET name = 'Renamed'`),
	)
	const foreign = await probe(client, { userId: other.userId }, (c) =>
		c.query(`UPDATE "user" SET name = 'Renamed' WHERE id = $1`, [own.userId]),
	)
	const hash = await probe(client, { userId: own.userId }, (c) => c.query('SELECT password_hash FROM "user"'))
	return [
		...one(renamed.count === 1, 'a user changes the own row only'),
		...one(foreign.count === 0, 'a user changes no row of another'),
		...one(hash.code === '42501', 'the application reads no password hash from the table'),
	]
}

const attempts: Check = async (client) => {
	const key = `test:${'f'.repeat(64)}`
	const counted = await probe(client, {}, async (c) => {
		await insertRow(c, 'rate_limit', { key, points: 1 })
		await c.query('UPDATE rate_limit SET points = points + 1 WHERE key = $1', [key])
		return c.query('DELETE FROM rate_limit WHERE key = $1 AND points = 2', [key])
	})
	return one(counted.count === 1, 'attempts are counted before anybody is known, and forgotten')
}

const colleagues: Check = async (client, { own, other }) => {
	const seen = await probe(client, { accountId: own.accountId }, (c) => c.query('SELECT id FROM "user"'))
	const foreign = await probe(client, { accountId: other.accountId }, (c) =>
		c.query('SELECT id FROM "user" WHERE id = $1', [own.userId]),
	)
	return [
		...one(seen.count === 1 && seen.rows[0]?.id === own.userId, 'an account sees its users only'),
		...one(foreign.count === 0, 'an account sees no user of another'),
	]
}

const sampleUsers: Check = async (client, { own, sample }) => {
	const removed = await probe(client, { accountId: sample.accountId }, (c) =>
		c.query('DELETE FROM "user" WHERE id = $1', [sample.userId]),
	)
	const kept = await probe(client, { accountId: own.accountId }, (c) =>
		c.query('DELETE FROM "user" WHERE id = $1', [own.userId]),
	)
	return [
		...one(removed.count === 1, 'the sample account removes its users'),
		...one(kept.count === 0, 'an account that is no sample removes no user'),
	]
}

const outboxInsert: Check = async (client, { own, other }) => {
	const row = { account_id: own.accountId, recipient: 'a@example.com', subject: 's', text: 't', html: 'h' }
	const added = await probe(client, { accountId: own.accountId }, (c) => insertRow(c, 'outbox_message', row))
	const foreign = await probe(client, { accountId: other.accountId }, (c) =>
		insertRow(c, 'outbox_message', row),
	)
	const read = await probe(client, { accountId: own.accountId }, (c) =>
		c.query('SELECT * FROM outbox_message'),
	)
	return [
		...one(added.count === 1, 'an account adds a mail'),
		...one(foreign.code === '42501', 'an account adds no mail for another'),
		...one(read.code === '42501', 'nobody reads mails from the table'),
	]
}

const sampleOutbox: Check = async (client, { own, sample }) => {
	const remove = (accountId: string) =>
		probe(client, { accountId }, async (c) => {
			const row = { account_id: accountId, recipient: 'a@example.com', subject: 's', text: 't', html: 'h' }
			await insertRow(c, 'outbox_message', row)
			return c.query('DELETE FROM outbox_message')
		})
	return [
		...one((await remove(sample.accountId)).count === 1, 'the sample account removes its mails only'),
		...one((await remove(own.accountId)).count === 0, 'an account that is no sample removes no mail'),
	]
}

/** A draft of the own account can be deleted, a cycle that runs cannot. */
const cycleDelete: Check = async (client, { own, sample }) => {
	const insert = (ids: AccountIds, phase: string) => (c: pg.ClientBase) =>
		insertRow(c, 'cycle', {
			account_id: ids.accountId,
			id: sharedIds.other,
			name: 'Another',
			starts_on: '2026-04-01',
			ends_on: '2026-06-30',
			phase,
			framework_version_id: sharedIds.framework,
		})
	const remove = (ids: AccountIds, phase: string) =>
		probe(client, ids, async (c) => {
			await insert(ids, phase)(c)
			return c.query('DELETE FROM cycle WHERE account_id = $1 AND id = $2', [ids.accountId, sharedIds.other])
		})
	return [
		...one((await remove(own, 'draft')).count === 1, 'an account deletes a draft cycle'),
		...one((await remove(own, 'open')).count === 0, 'an account deletes no open cycle'),
		...one((await remove(sample, 'open')).count === 1, 'the sample account deletes an open cycle'),
	]
}

/** A draft of the own account can be deleted, a version that is published cannot. */
const frameworkDelete: Check = async (client, { own, sample }) => {
	const remove = (ids: AccountIds, publishedAt: string | null) =>
		probe(client, ids, async (c) => {
			const row = { id: sharedIds.other, key: 'another', version: 1, title: 'Another', rubric: {} }
			await insertRow(c, 'framework_version', {
				...{ account_id: ids.accountId, revision: 1, updated_at: '2026-01-01', published_at: publishedAt },
				...row,
			})
			const id = [ids.accountId, sharedIds.other]
			return c.query('DELETE FROM framework_version WHERE account_id = $1 AND id = $2', id)
		})
	return [
		...one((await remove(own, null)).count === 1, 'an account deletes a draft of a framework'),
		...one((await remove(own, '2026-01-01')).count === 0, 'an account deletes no published version'),
		...one(
			(await remove(sample, '2026-01-01')).count === 1,
			'the sample account deletes a published version',
		),
	]
}

/** A calibration group that is locked keeps its teams, and stays. */
const lockedGroup =
	(table: string): Check =>
	async (client, { own, sample }) => {
		const remove = (ids: AccountIds, lockedAt: string | null) =>
			probe(client, ids, async (c) => {
				await c.query('UPDATE calibration_group SET locked_at = $2 WHERE account_id = $1', [
					ids.accountId,
					lockedAt,
				])
				return c.query(`DELETE FROM ${table} WHERE account_id = $1`, [ids.accountId])
			})
		const locked = '2026-01-01'
		return [
			...one((await remove(own, null)).count === 1, `an account removes ${table} of an open group`),
			...one((await remove(own, locked)).count === 0, `an account removes no ${table} of a locked group`),
			...one((await remove(sample, locked)).count === 1, `the sample account removes ${table} all the same`),
		]
	}

const outboxWork: Check = async (client) => {
	const claimed = await probe(client, {}, (c) => c.query('SELECT * FROM take_outbox()'))
	const taken = await probe(client, {}, (c) => c.query('SELECT * FROM take_outbox_mail()'))
	const settled = await probe(client, {}, async (c) => {
		await c.query('SELECT settle_outbox(id, NULL, 0) FROM list_outbox(10)')
		return c.query('SELECT * FROM list_outbox(10) WHERE sent_at IS NOT NULL')
	})
	return [
		...one(claimed.count > 0, 'take_outbox takes a mail'),
		...one(taken.count > 0, 'take_outbox_mail takes a mail'),
		...one(settled.count > 0, 'settle_outbox marks mails'),
	]
}

/** Asks as the owner for what is forgotten of a job that ended so long ago. */
const forgotten =
	(ended: string, table: string): Check =>
	async (client, { own }) => {
		const mark = async (c: pg.ClientBase) => {
			await c.query(
				`UPDATE job SET state = 'done', finished_at = now() - $2::interval WHERE account_id = $1`,
				[own.accountId, ended],
			)
			await c.query('SELECT forget_old_jobs()')
			return c.query(`SELECT FROM ${table} WHERE account_id = $1`, [own.accountId])
		}
		const left = await probe(client, { accountId: own.accountId }, mark)
		return one(left.count === 0 && left.code === null, `forget_old_jobs empties ${table} after ${ended}`)
	}

/** Of a month and a day ago: of a month less a day it is kept. */
const forgottenDelivery: Check = async (client, { own }) => {
	const after = (age: string) =>
		probe(client, { accountId: own.accountId }, async (c) => {
			await c.query(`UPDATE webhook_delivery SET created_at = now() - $2::interval WHERE account_id = $1`, [
				own.accountId,
				age,
			])
			await c.query('SELECT forget_old_deliveries()')
			return c.query('SELECT FROM webhook_delivery WHERE account_id = $1', [own.accountId])
		})
	return [
		...one((await after('31 days')).count === 0, 'a delivery of 31 days ago is forgotten'),
		...one((await after('29 days')).count === 1, 'a delivery of 29 days ago is kept'),
	]
}

const heldCheckpoint: Check = async (client, { own, sample }) => {
	const removeHeld = (of: AccountIds) =>
		probe(client, of, async (c) => {
			await c.query(
				`UPDATE roadmap_checkpoint SET state = 'held', held_on = '2026-01-02', held_at = now(), agenda = '{}', standing = '{}'
				 WHERE account_id = $1`,
				[of.accountId],
			)
			return c.query('DELETE FROM roadmap_checkpoint WHERE account_id = $1', [of.accountId])
		})
	return [
		...one((await removeHeld(own)).count === 0, 'a held checkpoint is not removed'),
		...one((await removeHeld(sample)).count === 1, 'a held checkpoint of the sample is'),
	]
}

/** The check of every policy that the generated ones do not cover. */
const special: Record<string, Check> = {
	'user.user_self': ownUser,
	'user.user_of_account': colleagues,
	'user.user_of_sample_delete': sampleUsers,
	'session.user_isolation': ownSession,
	'user_token.user_isolation': ownToken,
	'rate_limit.counted_by_hash': attempts,
	'outbox_message.outbox_insert': outboxInsert,
	'outbox_message.sample_delete': sampleOutbox,
	'outbox_message.lookup_read': answers('list_outbox(10)', () => []),
	'outbox_message.lookup_settle': outboxWork,
	'cycle.draft_or_sample_delete': cycleDelete,
	'framework_version.draft_or_sample_delete': frameworkDelete,
	'cycle.lookup_read': answers('list_cycles_to_tend(now()) WHERE account_id = $1', ({ own }) => [
		own.accountId,
	]),
	'calibration_group.unlocked_or_sample_delete': lockedGroup('calibration_group'),
	'calibration_group_team.unlocked_or_sample_delete': lockedGroup('calibration_group_team'),
	'roadmap_checkpoint.draft_or_sample_delete': heldCheckpoint,
	'job.lookup_read': answers('list_stalled_jobs()', () => []),
	'job.lookup_forget': forgotten('31 days', 'job'),
	'job_part.lookup_read': forgotten('8 days', 'job_part'),
	'job_part.lookup_forget': forgotten('8 days', 'job_part'),
	'user.lookup_read': answers('find_user_by_email($1)', ({ own }) => [`${own.userId}@example.com`]),
	'session.lookup_read': answers('find_session($1)', ({ own }) => [`session-${own.userId}`]),
	'user_token.lookup_read': answers('find_user_token($1)', ({ own }) => [`token-${own.userId}`]),
	'account.lookup_read': answers('find_account_by_slug($1)', ({ own }) => [`a-${own.accountId.slice(0, 8)}`]),
	'membership.lookup_read': answers('list_user_memberships($1)', ({ own }) => [own.userId]),
	'member.lookup_read': answers('list_user_memberships($1) WHERE is_open', ({ own }) => [own.userId]),
	'audit_event.lookup_tail': answers(
		'list_audit_tails(ARRAY[$1]::uuid[], ARRAY[1]) WHERE sequence > 0',
		({ own }) => [own.accountId],
	),
	'api_token.lookup_read': answers('find_api_token($1)', ({ own }) => [
		own.accountId.replaceAll('-', '').repeat(2),
	]),
	'report_schedule.lookup_read': answers(
		'list_due_report_schedules(now()) WHERE account_id = $1',
		({ own }) => [own.accountId],
	),
	'webhook.lookup_read': answers(`list_due_deliveries('key') WHERE account_id = $1`, ({ own }) => [
		own.accountId,
	]),
	'webhook_delivery.lookup_read': answers(`list_due_deliveries('key') WHERE account_id = $1`, ({ own }) => [
		own.accountId,
	]),
	'webhook_delivery.lookup_forget': forgottenDelivery,
	'roadmap_item.lookup_read': answers('list_outcomes_to_check(now()) WHERE account_id = $1', ({ own }) => [
		own.accountId,
	]),
	'erased_person.lookup_read': answers('list_erased_people() WHERE account_id = $1', ({ own }) => [
		own.accountId,
	]),
	'invitation.lookup_read': answers('find_invitation($1)', ({ own }) => [own.accountId]),
}

/** The role of backups sees the rows of every account, and changes none. */
const readByBackup =
	(table: string): Check =>
	async (client, { own, other, sample }) => {
		await client.query('SAVEPOINT backup')
		try {
			await client.query('SET LOCAL ROLE contour_backup')
			const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${table}"`)
			const rights = await client.query<{ writes: boolean }>(
				`SELECT has_table_privilege($1, 'INSERT, UPDATE, DELETE, TRUNCATE') AS writes`,
				[`"${table}"`],
			)
			return [
				...one(
					(rows[0]?.count ?? 0) >= Object.keys({ own, other, sample }).length,
					'a backup sees every row',
				),
				...one(rights.rows[0]?.writes === false, 'a backup changes no row'),
			]
		} finally {
			await client.query('ROLLBACK TO SAVEPOINT backup')
		}
	}

/** The role that erases reaches the rows of the transaction's account, and of users and mails those that belong to several. */
const reachedByErasure =
	(table: string): Check =>
	async (client, { own }) => {
		const count = async (accountId: string, where: string) => {
			await client.query('SAVEPOINT erasure')
			try {
				await client.query(`SELECT set_config('app.account_id', $1, true)`, [accountId])
				await client.query('SET LOCAL ROLE contour_eraser')
				const { rows } = await client.query<{ count: number }>(
					`SELECT count(*)::int AS count FROM "${table}" WHERE ${where}`,
				)
				return rows[0]?.count ?? 0
			} finally {
				await client.query('ROLLBACK TO SAVEPOINT erasure')
			}
		}
		if (['user', 'membership', 'outbox_message'].includes(table)) {
			return one((await count(own.accountId, 'true')) > 0, 'an erasure reaches its row')
		}
		const column = table === 'account' ? 'id' : 'account_id'
		return [
			...one(
				(await count(own.accountId, `${column} = '${own.accountId}'`)) === 1,
				'an erasure reaches its row',
			),
			...one(
				(await count(own.accountId, `${column} <> '${own.accountId}'`)) === 0,
				'it reaches no other account',
			),
			...one((await count('', 'true')) === 0, 'it reaches nothing without an account'),
		]
	}

/** The check of a policy, by `table.policy`; undefined for a policy that nobody has written a check for. */
export function checkOfPolicy(table: string, policy: string): Check | undefined {
	if (policy === 'account_isolation' || policy === 'sample_only_delete') {
		return (client, accounts) => checkTenantTable(client, table, accounts)
	}
	if (policy === 'backup_read') return readByBackup(table)
	if (policy === 'erasure') return reachedByErasure(table)
	return special[`${table}.${policy}`]
}
