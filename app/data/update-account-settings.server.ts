import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import type { Overseer } from './list-overseers.server.ts'
import { listOverseers } from './list-overseers.server.ts'
import type { AccountSettings } from './select-account-settings.server.ts'
import { selectAccountSettings } from './select-account-settings.server.ts'

export type LoweredGroupSize = { from: number; to: number; overseers: Overseer[] }

const fields = ['name', 'timeZone', 'locale', 'fiscalYearStart', 'minimumGroupSize'] as const

/**
 * Changes the account's settings. What is published keeps the k it was published with.
 *
 * @param of.announce makes the mails that tell owners and HR of a lower k
 */
export async function updateAccountSettings(
	scope: AccountScope,
	of: AccountSettings & { announce: (lowered: LoweredGroupSize) => OutboxMail[] },
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: 'stale'; current: AccountSettings }> {
	return withAccount(scope, async (transaction) => {
		const before = await selectAccountSettings(transaction, scope, 'FOR UPDATE')
		if (before.version !== of.version) return { ok: false, reason: 'stale', current: before }
		const changed = fields.filter((field) => before[field] !== of[field])
		if (changed.length === 0) return { ok: true, changed: false }
		await transaction.sql.query(
			`UPDATE account SET name = $2, time_zone = $3, locale = $4, fiscal_year_start = $5, minimum_group_size = $6,
				version = version + 1
			 WHERE id = $1`,
			[scope.accountId, ...fields.map((field) => of[field])],
		)
		const k = { from: before.minimumGroupSize, to: of.minimumGroupSize }
		await appendAuditEvent(transaction, scope, {
			action: 'account.settings-changed',
			subject: { kind: 'account', id: scope.accountId },
			detail: {
				fields: changed,
				...(changed.includes('minimumGroupSize') && {
					minimumGroupSizeFrom: k.from,
					minimumGroupSizeTo: k.to,
				}),
			},
		})
		if (k.to < k.from) {
			const overseers = await listOverseers(transaction, scope)
			for (const mail of of.announce({ ...k, overseers })) {
				await addOutboxMessage(transaction, scope.accountId, mail)
			}
		}
		return { ok: true, changed: true }
	})
}
