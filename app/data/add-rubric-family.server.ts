import { newFamily } from '#app/domain/framework/rubric-draft.ts'
import { rubricLimits } from '#app/domain/framework/rubric-limits.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { addRoleFamilyWithin } from './add-role-family.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import { runOnce } from './run-once.server.ts'
import { selectRubricDraft } from './select-rubric-draft.server.ts'
import { writeRubricDraft } from './write-rubric-draft.server.ts'

export type AddedRubricFamily =
	| { ok: true; familyKey: string }
	/** The draft or the role family is gone. */
	| { ok: false; reason: 'gone' }
	/** A role family has this name: choose it instead. */
	| { ok: false; reason: 'taken' }
	| { ok: false; reason: 'too-many' }

type AddRubricFamily = {
	key: string
	builtIn: Rubric
	/** One of the account's own role families, or the name of one that is made with it. */
	family: { id: string } | { name: string }
	idempotencyKey: string
}

/** Adds a family of the account's own to the draft, without questions as yet. */
export async function addRubricFamily(
	scope: AccountScope,
	{ key, builtIn, family, idempotencyKey }: AddRubricFamily,
): Promise<AddedRubricFamily> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const once = { key: idempotencyKey, action: 'rubric-family.add' }
		return runOnce(transaction, scope, once, async (): Promise<AddedRubricFamily> => {
			const row = await selectRubricDraft(transaction, scope, { key, lock: 'FOR UPDATE' })
			const [like] = builtIn.families
			if (!row || !like) return { ok: false, reason: 'gone' }
			if (row.draft.families.length >= rubricLimits.maxFamilies) return { ok: false, reason: 'too-many' }
			const found = await findOwnFamily(transaction, scope, family)
			if (!found.ok) return found
			const families = row.draft.families
			if (!families.some((one) => one.key === found.key)) {
				const draft = { ...row.draft, families: [...families, newFamily(found, like)] }
				await writeRubricDraft(transaction, scope, { row, draft, builtIn })
			}
			return { ok: true, familyKey: found.key }
		})
	})
}

async function findOwnFamily(
	transaction: Transaction,
	scope: AccountScope,
	family: AddRubricFamily['family'],
): Promise<{ ok: true; key: string; name: string } | Extract<AddedRubricFamily, { ok: false }>> {
	if ('name' in family) {
		const added = await addRoleFamilyWithin(transaction, scope, family)
		return added.ok ? { ok: true, key: added.key, name: family.name } : added
	}
	const { rows } = await transaction.sql.query<{ key: string; name: string }>(
		`SELECT f.key, f.name FROM role_family f WHERE f.account_id = $1 AND f.id = $2 AND NOT f.built_in`,
		[scope.accountId, family.id],
	)
	return rows[0] ? { ok: true, ...rows[0] } : { ok: false, reason: 'gone' }
}
