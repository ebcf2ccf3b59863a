import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { AccountSettings } from './select-account-settings.server.ts'
import { selectAccountSettings } from './select-account-settings.server.ts'

export async function readAccountSettings(scope: AccountScope): Promise<AccountSettings> {
	return withAccount(scope, (transaction) => selectAccountSettings(transaction, scope, ''))
}
