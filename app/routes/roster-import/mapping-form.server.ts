import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import { rosterFields, rosterMappingSchema } from '#app/domain/roster/roster-mapping.ts'

/** Departments beyond this are left to the suggestion: a column with more holds no departments. */
export const mostDepartments = 300

/**
 * The mapping that a posted form describes, on top of what was known of departments before.
 *
 * @returns null for a form that this page has not made
 */
export function readMappingForm(form: FormData, before: RosterMapping): RosterMapping | null {
	const text = (name: string) => {
		const value = form.get(name)
		return typeof value === 'string' ? value : ''
	}
	const columns = rosterFields.flatMap((field) => {
		const value = text(`column.${field}`)
		return value === '' ? [] : [[field, Number(value)]]
	})
	const chosen = Object.values(Object.fromEntries(columns)).map(String)
	const families = Array.from({ length: mostDepartments }, (_, i) => [
		text(`department.${i}`),
		text(`family.${i}`),
	]).flatMap(([department, family]) =>
		department && !department.includes('\0') ? [[department, family || null]] : [],
	)
	const parsed = rosterMappingSchema.safeParse({
		columns: Object.fromEntries(columns),
		attributes: form
			.getAll('attribute')
			.filter((value) => !chosen.includes(String(value)))
			.map(Number),
		dateOrder: text('dateOrder') || null,
		teamSeparator: text('teamSeparator') || 'none',
		familyOfDepartment: { ...before.familyOfDepartment, ...Object.fromEntries(families) },
		missing: 'keep',
		leads: text('leads') === 'suggest' ? 'suggest' : 'keep',
	})
	return parsed.success ? parsed.data : null
}
