import type { Client } from 'pg'
import { BackupError } from './backup-error.ts'
import type { Catalog } from './read-catalog.ts'

/** Reads every row and changes none; made by a migration. */
const ROLE = 'contour_backup'

/** @throws BackupError where the role that signed in may not read everything */
export async function assumeBackupRole(client: Client): Promise<void> {
	try {
		await client.query(`SET LOCAL ROLE ${ROLE}`)
	} catch (error) {
		throw new BackupError(
			`${client.user} cannot read as ${ROLE} (${(error as Error).message}), and without it row-level security would hide rows. ` +
				'A backup signs in as the owner, DATABASE_OWNER_URL, after its migrations: npm run db:migrate.',
		)
	}
}

/**
 * Proves from the catalog that row-level security hides no row of the tables: it does not bind the role there, or a policy
 * shows all rows and none takes any away.
 *
 * @throws BackupError that names the tables of which rows would be missing
 */
export async function checkNothingHidden(client: Client, { tables }: Catalog): Promise<void> {
	const { rows } = await client.query<{ name: string }>(
		`WITH reads AS (
			SELECT p.polrelid, p.polpermissive, pg_get_expr(p.polqual, p.polrelid) AS shown FROM pg_policy p
			WHERE p.polcmd IN ('r', '*') AND EXISTS (SELECT FROM unnest(p.polroles) AS r
				WHERE CASE WHEN r = 0 THEN true ELSE pg_has_role(current_user, r, 'USAGE') END)
		)
		SELECT c.oid::regclass::text AS name FROM pg_class c
		WHERE c.oid = ANY ($1::oid[]) AND (NOT has_table_privilege(c.oid, 'SELECT') OR row_security_active(c.oid) AND (
			NOT EXISTS (SELECT FROM reads WHERE polrelid = c.oid AND polpermissive AND shown = 'true')
			OR EXISTS (SELECT FROM reads WHERE polrelid = c.oid AND NOT polpermissive AND shown <> 'true')))
		ORDER BY 1`,
		[tables.map(({ oid }) => oid)],
	)
	if (rows.length === 0) return
	throw new BackupError(
		`${ROLE} does not see every row of ${rows.map(({ name }) => name).join(', ')}; the backup would be incomplete, so none was made. ` +
			"Run npm run db:migrate, which lets it read, or take away what hides them; of a table that is not Contour's, let it SELECT.",
	)
}

/** What is left out must not be missed: a restored row may not point to it. */
export async function checkReferences(client: Client, { tables }: Catalog): Promise<void> {
	const { rows } = await client.query<{ name: string }>(
		`SELECT conrelid::regclass || ' refers to ' || confrelid::regclass AS name FROM pg_constraint
		WHERE contype = 'f' AND conrelid = ANY ($1::oid[]) AND NOT confrelid = ANY ($1::oid[])`,
		[tables.map(({ oid }) => oid)],
	)
	const [first] = rows
	if (first) throw new BackupError(`${first.name}, which a backup leaves out: it could not be restored.`)
}
