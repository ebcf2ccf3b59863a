import path from 'node:path'
import { getEnv } from '#app/lib/env.server.ts'
import { createBackup } from '#app/server/backup/create-backup.ts'
import { writeLastBackup } from '#app/server/backup/last-backup.ts'
import { readKeyedHeads } from '#app/server/backup/keyed-heads.ts'
import { contourVersion } from '#app/server/contour-version.ts'
import { CommandError, exitCodes, type Command } from '#app/cli/command.ts'
import { readPassphrase } from '#app/cli/passphrase-file.ts'
import { writeOut } from '#app/cli/write-out.ts'

const shortestPassphrase = 12

export const backup: Command = {
	summary: 'Writes everything that Contour holds into one file, beside a running Contour.',
	usage: 'FILE|- [--passphrase-file FILE] [--overwrite]',
	help: `-                  Writes to standard output; what was done is then said on standard error
--passphrase-file  Encrypts with the passphrase in that file (${shortestPassphrase} characters at least), so that age -d opens it as well
--overwrite        Replaces FILE where it exists, once the new one is whole
The file is there when it is whole, and readable for you alone. It holds personal data: see docs/backup.md.
Exit code 0: done; 1: rows would be missing, or the database does not answer; 73: the file cannot be written.`,
	options: { 'passphrase-file': { type: 'string' }, overwrite: { type: 'boolean' } },
	takes: 'file',
	needsDatabase: false,
	async run({ values, positionals, databaseUrl, ownerUrl, print, json }) {
		const [file] = positionals
		if (file === undefined || positionals.length !== 1)
			throw new CommandError('Name one file, or - for standard output.')
		const passphrase = await readPassphrase(values, { shortest: shortestPassphrase })
		const toOutput = file === '-'
		const { manifest, bytes, sha256 } = await createBackup({
			ownerUrl,
			passphrase,
			destination: toOutput ? { write: writeOut } : { file, overwrite: values.overwrite === true },
			contour: contourVersion(),
			keyedHeads: await readKeyedHeads(databaseUrl),
		})
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
		const done = { at: manifest.createdAt, file: toOutput ? null : path.resolve(file), rows, bytes, sha256 }
		await writeLastBackup(getEnv().CONTOUR_DATA_DIR, done)
		const text = `Saved ${rows} rows of ${manifest.tables.length} tables in ${bytes} bytes.\nSHA-256 ${sha256}`
		if (!toOutput) print(text, done)
		else console.error(json ? JSON.stringify(done) : text)
		return exitCodes.done
	},
}
