import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/**
 * Removes a template of the account's own. Plans that began with it keep what they have.
 *
 * @returns false where there is none
 */
export async function removeTemplate(
	scope: AccountScope,
	{ templateId }: { templateId: string },
): Promise<boolean> {
	if (!z.guid().safeParse(templateId).success) return false
	return withAccount(scope, async (transaction) => {
		const { rowCount } = await transaction.sql.query(
			`DELETE FROM roadmap_template WHERE account_id = $1 AND id = $2`,
			[scope.accountId, templateId],
		)
		if (rowCount === 0) return false
		await appendAuditEvent(transaction, scope, {
			action: 'roadmap-template.removed',
			subject: { kind: 'roadmap-template', id: templateId },
		})
		return true
	})
}
