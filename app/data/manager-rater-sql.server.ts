/** SQL: the member who gives the manager's side of a pair, of a participant `p`: the manager as frozen, or who stands in. */
export const managerRater = 'coalesce(p.delegate_id, p.manager_id)'

/** SQL: whether a member gives the manager's side of participant `p`. The argument is an expression; each part has its index. */
export const isManagerRater = (member: string) =>
	`(p.delegate_id = ${member} OR p.manager_id = ${member} AND p.delegate_id IS NULL)`
