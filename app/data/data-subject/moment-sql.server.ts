/** SQL: a moment as text, in UTC with milliseconds. The argument is an expression. */
export const momentSql = (moment: string): string =>
	`to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
