import type { Env } from '#app/lib/env.server.ts'

/**
 * Runs once at start, when the database is open and has the present schema.
 * Returns lines for the person who started Contour.
 */
export async function afterMigrate(_: { env: Env; embedded: boolean }): Promise<string[]> {
	return []
}
