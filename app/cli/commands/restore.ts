import { restoreBackup } from '#app/server/backup/restore-backup.ts'
import { CommandError, exitCodes, optional, type Command } from '#app/cli/command.ts'
import { readPassphrase } from '#app/cli/passphrase-file.ts'

export const restore: Command = {
	summary: 'Brings back what a backup holds, into an empty database; all of it or nothing.',
	usage: 'FILE [--into-empty | --replace DATABASE] [--passphrase-file FILE]',
	help: `--into-empty       Refuses a database that holds anything (as given)
--replace          Empties the database first, whose name you give to say that you mean it; "contour" is Contour's own
--passphrase-file  The passphrase of an encrypted backup, in a file
Stop Contour first. The file is read and checked to its end before anything is changed. A backup of an older Contour is
migrated; one of a newer is refused. Who was erased since is erased again. People sign in anew afterwards.
Exit code 0: done; 1: the database cannot be used; 64: the name is another; 65: the file cannot be used; 66: no such file.`,
	options: {
		'into-empty': { type: 'boolean' },
		replace: { type: 'string' },
		'passphrase-file': { type: 'string' },
	},
	takes: 'file',
	needsDatabase: false,
	alone: true,
	async run({ values, positionals, ownerUrl, print }) {
		const [file] = positionals
		if (file === undefined || positionals.length !== 1) throw new CommandError('Name one file.')
		const replace = optional(values, 'replace')
		if (replace !== undefined && values['into-empty'] === true) {
			throw new CommandError('--into-empty and --replace contradict one another.')
		}
		const passphrase = await readPassphrase(values)
		const { manifest, migrated, erased, heads } = await restoreBackup({
			ownerUrl,
			source: { file, passphrase },
			replace,
		})
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
		print(
			[
				`Restored ${rows} rows of ${manifest.tables.length} tables, as they were at ${manifest.createdAt}.`,
				...migrated.map((name) => `migrated ${name}`),
				...(erased > 0
					? [`Erased again ${erased} ${erased === 1 ? 'person' : 'people'} who had been erased since.`]
					: []),
				heads,
			].join('\n'),
			{ rows, tables: manifest.tables.length, createdAt: manifest.createdAt, migrated, erased, heads },
		)
		return exitCodes.done
	},
}
