import type { PeopleRows } from '#app/domain/heatmap/heat-rows.ts'

/** The id of the row of those without a manager, job title or value: no record has it. */
export const noneRowId = '00000000-0000-0000-0000-000000000000'

/** The text that people are parted by, of a participant `p`; null for none. `attribute` is an expression of the attribute's name. */
const textOf = ({ kind }: PeopleRows, attribute: string): string =>
	kind === 'attribute' ? `nullif(btrim(p.attributes ->> ${attribute}), '')` : `nullif(btrim(p.job_title), '')`

/** The row of a participant `p`: the manager's id, or one made of the text, the same in every cycle. */
export const peopleRowId = (rows: PeopleRows, attribute: string): string =>
	`coalesce(${rows.kind === 'managers' ? 'p.manager_id' : `md5(${textOf(rows, attribute)})::uuid`}, '${noneRowId}')`

/** A query of the rows of the participants that `where` chooses, by name and those without a name last: id, and name or null. */
export const peopleRowsOf = (
	rows: PeopleRows,
	of: { account: string; attribute: string; where: string },
): string =>
	rows.kind === 'managers'
		? `SELECT r.id, m.name FROM (SELECT DISTINCT ${peopleRowId(rows, of.attribute)} AS id FROM participant p WHERE ${of.where}) r
			LEFT JOIN member m ON m.account_id = ${of.account} AND m.id = r.id
			ORDER BY m.id IS NULL, lower(m.name), r.id`
		: `SELECT r.id, r.name FROM (SELECT DISTINCT ${peopleRowId(rows, of.attribute)} AS id, ${textOf(rows, of.attribute)} AS name
				FROM participant p WHERE ${of.where}) r
			ORDER BY r.name IS NULL, lower(r.name), r.id`

/** SQL: whether a participant `p` stands in a team or below it in its cycle; in any for a null. The arguments are expressions. */
export const isBelow = (of: {
	account: string
	cycle: string
	team: string
}): string => `(${of.team}::uuid IS NULL OR p.team_id IN (
		WITH RECURSIVE below (team_id) AS (
			SELECT ${of.team}::uuid
			UNION
			SELECT t.team_id FROM below b
			JOIN cycle_team t ON t.account_id = ${of.account} AND t.cycle_id = ${of.cycle} AND t.parent_id = b.team_id
		)
		SELECT team_id FROM below))`
