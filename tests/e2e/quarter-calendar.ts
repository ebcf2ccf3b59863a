import type { Pool } from 'pg'
import { passDays } from '#tests/cycles/calendar.ts'

/** A zone in which it is about noon now: its mails go out, and its day does not end while the test runs. */
export function zoneAtNoon(): string {
	const offset = 12 - new Date().getUTCHours()
	return offset === 0 ? 'Etc/UTC' : `Etc/GMT${offset > 0 ? `-${offset}` : `+${-offset}`}`
}

/**
 * Lets days pass at once: everything that was planned or said lies that much nearer, or further back. What has a day in its
 * key is moved far away first, so that no two rows meet on the way.
 */
export async function passQuarterDays(admin: Pool, accountId: string, days: number): Promise<void> {
	const client = await admin.connect()
	const sql = async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
		(await client.query<Row>(text, values)).rows
	try {
		await sql('BEGIN')
		// A reminder and its mail have the day in their keys, and move one after the other.
		await sql(`SET LOCAL session_replication_role = 'replica'`)
		await passDays({ accountId, sql }, days)
		for (const by of [100_000, -100_000 - days]) {
			await sql(`UPDATE reminder_mail SET day = day + $2::int WHERE account_id = $1`, [accountId, by])
			// An opening is about the first day of the quarter, which stays.
			await sql(
				`UPDATE reminder SET day = day + $2::int,
					about_on = about_on + CASE WHEN occasion = 'opening' THEN 0 ELSE $2::int END
				 WHERE account_id = $1`,
				[accountId, by],
			)
		}
		await sql(
			`UPDATE cycle_notice SET occasion = left(occasion, -10) || (right(occasion, 10)::date - $2::int)::text
			 WHERE account_id = $1 AND occasion ~ ' \\d{4}-\\d\\d-\\d\\d$'`,
			[accountId, days],
		)
		await sql('COMMIT')
	} finally {
		client.release()
	}
}
