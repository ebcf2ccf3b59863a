import { transitionSteps } from '#app/domain/training-need/transition-steps.ts'

/** An id that a job was told; null where it was told none, or something else. */
const idOf = (key: string) =>
	`CASE WHEN j.parameters->>'${key}' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN (j.parameters->>'${key}')::uuid END`

/** The transitions are no questions of a rubric. */
const transitionNames = transitionSteps
	.map(({ questionKey, name }) => `WHEN '${questionKey}' THEN to_jsonb('${name}'::text)`)
	.join(' ')

/** What `exportFilterColumn` names, joined to the jobs `j`. */
export const exportFilterJoins = `
	LEFT JOIN snapshot es ON es.account_id = j.account_id AND es.id = ${idOf('cycle')} AND j.kind = 'training-needs-export'
	LEFT JOIN cycle ec ON ec.account_id = es.account_id AND ec.id = es.cycle_id
	LEFT JOIN snapshot_node en ON en.account_id = es.account_id AND en.snapshot_id = es.id AND en.node_id = ${idOf('team')}
	LEFT JOIN role_family ef ON ef.account_id = es.account_id AND ef.id = ${idOf('family')}
	LEFT JOIN framework_version ev ON ev.account_id = es.account_id AND ev.id = es.framework_version_id
		AND j.parameters ? 'question'`

/** What an export of training needs was narrowed to, as `exportFilterSchema` has it; null for jobs of another kind. A name that is gone leaves
 * `one team` or the like: what was narrowed is never told as everybody. */
export const exportFilterColumn = `CASE WHEN j.kind = 'training-needs-export' THEN jsonb_build_object(
	'cycle', ec.name, 'version', es.version, 'team', coalesce(en.name, CASE WHEN j.parameters ? 'team' THEN 'one team' END),
	'family', coalesce(ef.name, CASE WHEN j.parameters ? 'family' THEN 'one role family' END),
	'question', coalesce(CASE j.parameters->>'question' ${transitionNames} END,
		jsonb_path_query_first(ev.rubric, '$.families[*].questions[*] ? (@.key == $key).text', jsonb_build_object('key', j.parameters->'question')),
		jsonb_path_query_first(ev.rubric, '$.families[*].entry ? (@.key == $key).text', jsonb_build_object('key', j.parameters->'question')),
		CASE WHEN j.parameters ? 'question' THEN to_jsonb('one question'::text) END),
	'step', j.parameters->>'step', 'isAllSteps', coalesce(j.parameters->>'steps' = 'all', false),
	'isSearched', j.parameters ? 'search', 'isOfManager', j.parameters ? 'manager', 'isOfAttribute', j.parameters ? 'attribute') END AS "exportFilter"`
