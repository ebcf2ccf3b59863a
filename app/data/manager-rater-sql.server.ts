/**
 * SQL: the member who gives the manager's side of a pair, of a participant by its alias: the manager as frozen, or who stands
 * in. No coalesce: PostgreSQL takes that for something that may tell of other rows, and under row-level security looks up
 * nothing by an index that is compared with it; everybody of the account was read for one pair.
 */
export const managerRaterOf = (p: string) =>
	`CASE WHEN ${p}.delegate_id IS NULL THEN ${p}.manager_id ELSE ${p}.delegate_id END`
export const managerRater = managerRaterOf('p')

/** SQL: whether a member gives the manager's side of participant `p`. The argument is an expression; each part has its index. */
export const isManagerRater = (member: string) =>
	`(p.delegate_id = ${member} OR p.manager_id = ${member} AND p.delegate_id IS NULL)`
