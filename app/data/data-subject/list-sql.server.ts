/** A JSON array of what a statement finds; its columns are named as the keys. */
export const listSql = (statement: string) =>
	`(SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (${statement}) x)`
