import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type FoundMember = { ok: true; id: string; name: string } | { ok: false; reason: 'nobody' | 'several' }

type MemberCondition = { where: (first: number) => string; values: readonly unknown[] }

/**
 * Who is meant by an e-mail, an external id or a full name that only one person has who has not left.
 *
 * @param of.among a condition on the member `m` with the numbers of its parameters from `first` on: nobody else is there
 */
export async function findMemberByText(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ text, today, among }: { text: string; today: string; among?: MemberCondition },
): Promise<FoundMember> {
	const { rows } = await sql.query<{ id: string; name: string; exact: boolean }>(
		`SELECT m.id, m.name, m.email IS NOT DISTINCT FROM lower($2) OR m.external_id IS NOT DISTINCT FROM $2 AS exact
		 FROM member m
		 WHERE m.account_id = $1 AND (m.email = lower($2) OR m.external_id = $2 OR lower(m.name) = lower($2))
			AND (m.left_on IS NULL OR m.left_on > $3::date) ${among ? `AND ${among.where(4)}` : ''}
		 ORDER BY exact DESC LIMIT 3`,
		[accountId, text.trim(), today, ...(among?.values ?? [])],
	)
	const exact = rows.filter((row) => row.exact)
	const [one, ...more] = exact.length > 0 ? exact : rows
	if (!one) return { ok: false, reason: 'nobody' }
	return more.length > 0 ? { ok: false, reason: 'several' } : { ok: true, id: one.id, name: one.name }
}
