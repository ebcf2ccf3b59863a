/** The columns of a MetricDefinition, of a metric `x`. */
export const metricColumns = `x.id, x.key, x.name, x.description, x.unit, x.currency, x.direction, x.aggregation,
	x.weight_name AS "weightName", x.lens, x.level, x.source, x.built_in AS "builtIn", x.archived_at IS NOT NULL AS "isArchived",
	x.version,
	(SELECT coalesce(json_agg(json_build_object('id', f.id, 'name', f.name) ORDER BY f.position, f.key), '[]')
		FROM metric_family g JOIN role_family f ON f.account_id = g.account_id AND f.id = g.family_id
		WHERE g.account_id = x.account_id AND g.metric_id = x.id) AS families`
