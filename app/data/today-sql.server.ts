/** SQL: the day that it is where account $1 is. */
export const todayOfAccount = `(SELECT (now() AT TIME ZONE a.time_zone)::date FROM account a WHERE a.id = $1)`
