import { createApiToken } from '#app/auth/api-token.server.ts'
import { systemScope } from '#app/data/account-scope.server.ts'
import { addApiToken } from '#app/data/api/add-api-token.server.ts'
import type { Role } from '#app/domain/access/policy.ts'

/** A token of an account, as the settings make one. */
export async function tokenOf(
	accountId: string,
	role: Role,
	{ days = 30 }: { days?: number } = {},
): Promise<{ id: string; token: string; hash: string }> {
	const { token, hash } = createApiToken()
	const added = await addApiToken(systemScope(accountId), {
		...{ name: `For ${role}`, role, days, tokenHash: hash, idempotencyKey: hash },
		announce: () => [],
	})
	if (!added.ok) throw new Error(added.reason)
	return { id: added.id, token, hash }
}
