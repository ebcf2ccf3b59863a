import type { IsErased } from '#app/domain/import/erased.ts'
import { nameKey } from './clean-cell.ts'
import type { ReadRow } from './read-rows.ts'
import type { CurrentMember } from './roster-plan.ts'

/**
 * Takes the rows out that are about people who were erased, as long as nobody of Contour has their e-mail or id now: who came
 * back was added by hand. Who reports to them keeps the manager that they have.
 */
export function passOverErased(
	rows: readonly ReadRow[],
	members: readonly CurrentMember[],
	isErased: IsErased,
): { rows: ReadRow[]; erased: readonly ReadRow[] } {
	const emails = new Set(members.map(({ email }) => email))
	const ids = new Set(members.map(({ externalId }) => externalId))
	const isGone = (email: string | null | undefined, externalId: string | null | undefined) => {
		if ((email && emails.has(email)) || (externalId && ids.has(externalId))) return false
		return (
			(email && isErased({ is: 'email', text: email })) ||
			(externalId && isErased({ is: 'external-id', text: externalId })) ||
			false
		)
	}
	const erased = rows.filter(({ email, externalId }) => isGone(email, externalId))
	const gone = new Set(erased)
	const names = new Set(erased.map(({ name }) => nameKey(name)))
	for (const row of rows) if (!gone.has(row)) names.delete(nameKey(row.name))
	const kept = rows
		.filter((row) => !gone.has(row))
		.map((row) => {
			const { manager, ...rest } = row
			if (!manager) return row
			const { by, value } = manager
			const isOfErased =
				by === 'managerName'
					? names.has(nameKey(value))
					: isGone(
							by === 'managerEmail' ? value.toLowerCase() : null,
							by === 'managerExternalId' ? value : null,
						)
			return isOfErased ? rest : row
		})
	return { rows: kept, erased }
}
