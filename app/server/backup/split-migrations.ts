import type { Migration } from '#prisma/migration-files.ts'
import type { Manifest } from './archive-format.ts'
import { BackupError } from './backup-error.ts'

const unusable = 65

/**
 * This Contour's migrations that the saved database had, and those that came later.
 *
 * @throws BackupError where the saved database had another history, such as that of a newer Contour
 */
export function splitMigrations(
	manifest: Manifest,
	known: readonly Migration[],
): { applied: Migration[]; later: Migration[] } {
	const saved = new Map(manifest.migrations.map(({ name, checksum }) => [name, checksum]))
	const files = new Map(known.map((migration) => [migration.name, migration]))
	for (const [name, checksum] of saved) {
		const file = files.get(name)
		if (!file) {
			throw new BackupError(
				`The backup was made by Contour ${manifest.contour} with the migration ${name}, which this Contour does not know: that one is newer. Restore with it, or with a newer one. Nothing was changed.`,
				unusable,
			)
		}
		if (file.checksum !== checksum) {
			throw new BackupError(
				`The migration ${name} of the backup is another than this Contour's. Restore with the Contour that made the backup. Nothing was changed.`,
				unusable,
			)
		}
	}
	return {
		applied: known.filter(({ name }) => saved.has(name)),
		later: known.filter(({ name }) => !saved.has(name)),
	}
}
