/** The columns of a TrainingAssignment, without `isOwn` and `hasLeft`, of `assignmentTables`. */
export const assignmentColumns = `a.id, a.topic_id AS "topicId", x.key AS "topicKey", x.title AS "topicTitle", x.kind AS "topicKind",
	x.hours::float8 AS hours, a.member_id AS "memberId", m.name AS "memberName", m.email AS "memberEmail",
	m.external_id AS "memberExternalId", t.name AS "teamName", g.name AS "managerName", a.question_key AS "questionKey",
	a.from_half_steps::int AS "fromHalfSteps", a.due_on::text AS "dueOn", a.state, a.done_on::text AS "doneOn",
	a.assigned_on::text AS "assignedOn", coalesce(bm.name, bu.name) AS "assignedBy", a.note, a.version`

/** Assignments `a` with their topics `x` and members `m`; $1 is the account. */
export const assignmentTables = `training_assignment a
	JOIN training_topic x ON x.account_id = a.account_id AND x.id = a.topic_id
	JOIN member m ON m.account_id = a.account_id AND m.id = a.member_id
	LEFT JOIN team t ON t.account_id = m.account_id AND t.id = m.team_id
	LEFT JOIN member g ON g.account_id = m.account_id AND g.id = m.manager_id
	LEFT JOIN membership b ON b.account_id = $1 AND b.id = a.assigned_by_id
	LEFT JOIN member bm ON bm.account_id = $1 AND bm.id = b.member_id
	LEFT JOIN "user" bu ON bu.id = b.user_id`
