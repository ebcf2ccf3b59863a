import type { Pool } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import type { Company } from './company.ts'

/** What `foundCompany` and its company write of an account, in an order that foreign keys allow. */
const tables = [
	...['role_family', 'framework_version', 'member', 'membership', 'team', 'cycle', 'cycle_team'],
	...['participant', 'calibration_group', 'calibration_group_team'],
]

/**
 * Another account with the same users and the same ids in all rows: every key begins with the account, so two may have them.
 * What the two answer may be compared letter by letter, but for the account's own id and slug.
 */
export async function addTwin(admin: Pool, { accountId }: Company, slug: string): Promise<string> {
	const copy = async (table: string, id: string, value: string) => {
		const { rows } = await admin.query<{ name: string }>(
			`SELECT quote_ident(column_name) AS name FROM information_schema.columns
			 WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
			[table],
		)
		const names = rows.map(({ name }) => name)
		const kept = names.map((name) =>
			name === id ? value : table === 'account' && name === 'slug' ? '$2' : name,
		)
		await admin.query(
			`INSERT INTO ${table} (${names.join()}) SELECT ${kept.join()} FROM ${table} WHERE ${id} = $1`,
			table === 'account' ? [accountId, slug] : [accountId, twinId],
		)
	}
	let twinId = ''
	await copy('account', 'id', 'gen_random_uuid()')
	const { rows } = await admin.query<{ id: string }>(`SELECT id FROM account WHERE slug = $1`, [slug])
	twinId = rows[0]?.id ?? ''
	for (const table of tables) await copy(table, 'account_id', '$2::uuid')
	return twinId
}

/** Somebody's scope in the other account. */
export const scopeIn = (accountId: string, scope: AccountScope): AccountScope =>
	mintAccountScope({ ...scope, accountId })

/**
 * An answer without what differs between two askings of the same: the account's name for itself, nonces and keys made for the
 * answer, moments, and ids of rows that each account made by itself, which become their place in the answer.
 */
export function evenOut(
	text: string,
	of: { accountId: string; slug: string; known: ReadonlySet<string> },
): string {
	const places = new Map<string, string>()
	return text
		.replaceAll(of.accountId, 'ACCOUNT')
		.replaceAll(of.slug, 'SLUG')
		.replaceAll(/nonce="[^"]*"/g, 'NONCE')
		.replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, (id) => {
			if (of.known.has(id)) return id
			if (!places.has(id)) places.set(id, `ID${places.size}`)
			return places.get(id) ?? ''
		})
		.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z?/g, 'MOMENT')
		.replaceAll(/\b1[6-9]\d{11}\b/g, 'MILLISECONDS')
		.replaceAll(/\b\d{1,2}:\d\d(:\d\d)?\b/g, 'TIME')
}
