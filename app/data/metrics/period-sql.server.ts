/** SQL: the day after the period of a value, of a table by its short name. */
export const endOfPeriod = (table: string): string =>
	`(CASE ${table}.grain WHEN 'day' THEN ${table}.starts_on + 1 WHEN 'week' THEN ${table}.starts_on + 7
		ELSE (${table}.starts_on + CASE ${table}.grain WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
			ELSE interval '1 year' END)::date END)`
