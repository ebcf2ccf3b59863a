/** Which members a list, an export or an invitation is about. Everything that is left out does not matter. */
export type MemberFilter = {
	/** One member alone. */
	id?: string | undefined
	/** Those whose ids come later. */
	afterId?: string | undefined
	/** Part of a name, e-mail, id or title. */
	search?: string | undefined
	/** A team with all below it, or those in no team. */
	team?: string | undefined
	/** Key of a role family, or those in none. */
	family?: string | undefined
	/** Id of a member, or those who report to nobody. */
	manager?: string | undefined
	status?: 'active' | 'left' | 'all' | undefined
}

/** Stands for 'in no team', 'not assessed', 'reports to nobody'. */
export const noneValue = 'none'

/**
 * Conditions on a member `m` of account `$1`, for a statement whose further values start with these.
 *
 * @param today the day by which somebody has left
 * @returns the conditions, beginning with AND, and the values of $2 and the following
 */
export function memberFilterSql(filter: MemberFilter, today: string): { where: string; values: unknown[] } {
	const values: unknown[] = []
	const value = (one: unknown) => {
		values.push(one)
		return `$${values.length + 1}`
	}
	// Who is erased is nobody any more.
	const conditions = ['m.erased_at IS NULL']
	if (filter.id) conditions.push(`m.id = ${value(filter.id)}::uuid`)
	if (filter.afterId) conditions.push(`m.id > ${value(filter.afterId)}::uuid`)
	const search = filter.search?.trim()
	if (search) {
		const text = value(search)
		const found = ['m.name', 'm.email', 'm.external_id', 'm.job_title'].map(
			(column) => `strpos(lower(${column}), lower(${text})) > 0`,
		)
		conditions.push(`(${found.join(' OR ')})`)
	}
	if (filter.team === noneValue) conditions.push('m.team_id IS NULL')
	else if (filter.team) {
		conditions.push(
			`m.team_id IN (WITH RECURSIVE below AS (
				SELECT t.id FROM team t WHERE t.account_id = $1 AND t.id = ${value(filter.team)}::uuid
				UNION ALL SELECT t.id FROM team t JOIN below b ON t.account_id = $1 AND t.parent_id = b.id) SELECT id FROM below)`,
		)
	}
	if (filter.family === noneValue) conditions.push('m.family_id IS NULL')
	else if (filter.family) {
		conditions.push(
			`m.family_id = (SELECT f.id FROM role_family f WHERE f.account_id = $1 AND f.key = ${value(filter.family)})`,
		)
	}
	if (filter.manager === noneValue) conditions.push('m.manager_id IS NULL')
	else if (filter.manager) conditions.push(`m.manager_id = ${value(filter.manager)}::uuid`)
	if (filter.status === 'active') conditions.push(`(m.left_on IS NULL OR m.left_on > ${value(today)}::date)`)
	if (filter.status === 'left') conditions.push(`m.left_on <= ${value(today)}::date`)
	return { where: conditions.map((condition) => `AND ${condition}`).join('\n'), values }
}

/** Names of all teams from the top down, as `team_path (id, path)`. */
export const teamPathSql = `team_path AS (
	SELECT t.id, ARRAY[t.name] AS path FROM team t WHERE t.account_id = $1 AND t.parent_id IS NULL
	UNION ALL SELECT t.id, p.path || t.name FROM team t JOIN team_path p ON t.account_id = $1 AND t.parent_id = p.id)`
