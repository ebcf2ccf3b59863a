/** The columns of a TrainingTopic, of a topic `x`. */
export const topicColumns = `x.id, x.key, x.title, x.description, x.kind, x.hours::float8 AS hours, x.cost::float8 AS cost, x.currency,
	x.provider, x.link, x.capacity, x.is_proposal AS "isProposal", x.archived_at IS NOT NULL AS "isArchived", x.version,
	(SELECT coalesce(json_agg(json_build_object('id', f.id, 'key', f.key, 'name', f.name) ORDER BY f.position, f.key), '[]')
		FROM training_topic_family g JOIN role_family f ON f.account_id = g.account_id AND f.id = g.family_id
		WHERE g.account_id = x.account_id AND g.topic_id = x.id) AS families,
	(SELECT coalesce(json_agg(json_build_object('questionKey', s.question_key, 'fromHalfSteps', s.from_half_steps)
			ORDER BY s.question_key COLLATE "C", s.from_half_steps), '[]')
		FROM training_topic_step s WHERE s.account_id = x.account_id AND s.topic_id = x.id) AS steps`

/**
 * Whether a topic `x` is for people of one of some families, which is an expression of an array of their ids; for everybody where it
 * names none.
 */
export const isForFamilies = (familyIds: string) => `(
	NOT EXISTS (SELECT FROM training_topic_family g WHERE g.account_id = x.account_id AND g.topic_id = x.id)
	OR EXISTS (SELECT FROM training_topic_family g
		WHERE g.account_id = x.account_id AND g.topic_id = x.id AND g.family_id = ANY (${familyIds})))`

/** What a reader's sight leaves of the topics `x`; its parameters are `seenTopics`. */
export const isSeen = (first: number) =>
	`($${first} OR x.archived_at IS NULL AND ${isForFamilies(`$${first + 1}::uuid[]`)})`
