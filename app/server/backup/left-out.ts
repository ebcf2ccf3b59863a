/** A table, or with `*` every table of a schema, that a backup leaves out, and why nothing is missed. */
type LeftOut = { schema: string; table: string; why: string }

export const leftOut: readonly LeftOut[] = [
	{
		schema: 'public',
		table: 'session',
		why: 'Who has signed out since would be signed in again. People sign in anew.',
	},
	{
		schema: 'public',
		table: 'user_token',
		why: 'A link that has been used since would work again. People ask for a new one.',
	},
	{
		schema: 'public',
		table: 'rate_limit',
		why: 'Attempts of the last minutes, which mean nothing later.',
	},
	{
		schema: 'pgboss',
		table: '*',
		why: 'The queue of jobs is made anew; what they work on is in the tables of the application.',
	},
]

/** Why a backup leaves the table out; undefined where it does not. */
export function whyLeftOut(schema: string, table: string): string | undefined {
	return leftOut.find((of) => of.schema === schema && (of.table === '*' || of.table === table))?.why
}
