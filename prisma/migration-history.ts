import { StartError } from '#app/lib/start-error.ts'
import type { Migration } from './migration-files.ts'

/** A migration as the database remembers it. */
export type AppliedMigration = {
	name: string
	checksum: string
	finished: boolean
	/** Where it took something away: the migration that a Contour has to know to do without. */
	contractAfter: string | null
}

/** What `migrate` writes into Prisma's column `logs` of a contracting migration, which Prisma leaves alone. */
export const contractLog = (after: string | null | undefined) => (after ? `contract: ${after}` : null)

export const readContractLog = (logs: string | null) => /^contract: (\S+)$/.exec(logs ?? '')?.[1] ?? null

/**
 * The migrations that the database does not have yet, oldest first, where it may be migrated by this Contour.
 *
 * @throws StartError when the database's history is not the beginning of this one: a changed, failed or unknown migration
 */
export function findPending(
	migrations: readonly Migration[],
	history: readonly AppliedMigration[],
): Migration[] {
	const known = refuseDamaged(migrations, history)
	const unknown = history.find(({ name }) => !migrations.some((migration) => migration.name === name))
	if (unknown) {
		throw new StartError(
			`The database has the migration ${unknown.name}, which this Contour does not know: a newer Contour made it. Start that one, or a newer.`,
		)
	}
	const lastApplied = migrations.findLastIndex(({ name }) => known.has(name))
	const skipped = migrations.slice(0, Math.max(lastApplied, 0)).find(({ name }) => !known.has(name))
	if (skipped) {
		throw new StartError(
			`The migration ${skipped.name} is older than the newest one in this database and was never applied. Give it a later name.`,
		)
	}
	return migrations.filter(({ name }) => !known.has(name))
}

/**
 * Makes sure that this Contour can work on a database that it does not migrate: everything that it knows is there, and
 * nothing that it uses was taken away since. What a newer Contour only added is no matter.
 *
 * @throws StartError
 */
export function refuseUnfitSchema(
	migrations: readonly Migration[],
	history: readonly AppliedMigration[],
): void {
	const known = refuseDamaged(migrations, history)
	const missing = migrations.filter(({ name }) => !known.has(name))
	if (missing.length > 0) {
		throw new StartError(
			`The schema of the database is older than this Contour: it lacks ${missing.length === 1 ? 'the migration' : `${missing.length} migrations, the first is`} ${missing[0]?.name}. ` +
				'CONTOUR_MIGRATE is off, so nothing was changed: run npm run db:migrate with DATABASE_OWNER_URL, then start again.',
		)
	}
	const files = new Set(migrations.map(({ name }) => name))
	for (const { name, contractAfter } of history) {
		if (files.has(name) || contractAfter === null || files.has(contractAfter)) continue
		throw new StartError(
			`The schema of the database is too new for this Contour: ${name} took away what it uses. Start a Contour that knows ${contractAfter}, or a newer.`,
		)
	}
}

/** @returns the names in the history */
function refuseDamaged(migrations: readonly Migration[], history: readonly AppliedMigration[]): Set<string> {
	const files = new Map(migrations.map((migration) => [migration.name, migration]))
	for (const { name, checksum, finished } of history) {
		const file = files.get(name)
		if (!file) continue
		if (!finished) {
			throw new StartError(
				`The migration ${name} failed half-way in this database. Repair it by hand, then mark it with npx prisma migrate resolve.`,
			)
		}
		if (checksum !== file.checksum) {
			throw new StartError(
				`The migration ${name} was changed after it had been applied to this database. Bring the file back as it was and put the change into a new migration.`,
			)
		}
	}
	return new Set(history.map(({ name }) => name))
}
