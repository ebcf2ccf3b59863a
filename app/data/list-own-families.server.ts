import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** Role families that the account has added itself, by the keys that a rubric names them with. */
export async function listOwnFamilies(scope: AccountScope): Promise<{ key: string; name: string }[]> {
	return withAccount(scope, ({ db }) =>
		db.roleFamily.findMany({
			where: { accountId: scope.accountId, builtIn: false },
			orderBy: [{ position: 'asc' }, { key: 'asc' }],
			select: { key: true, name: true },
		}),
	)
}
