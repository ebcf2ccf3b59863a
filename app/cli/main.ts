import { parseArgs } from 'node:util'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findAccountBySlug } from '#app/data/find-account-by-slug.server.ts'
import { configureEnv, loadEnvFile, readEnv } from '#app/lib/env.server.ts'
import { sealUntilDone } from '#app/jobs/audit-heads/seal-until-done.server.ts'
import { isStartError } from '#app/lib/start-error.ts'
import { startEmbeddedPostgres } from '#app/server/embedded-postgres.ts'
import { migrate } from '#prisma/migrate.ts'
import {
	CommandError,
	exitCodes,
	required,
	type BareInvocation,
	type Command,
	type Invocation,
	type Values,
} from './command.ts'
import { ReaderGone, writeOut } from './write-out.ts'
import { accountCreate } from './commands/account-create.ts'
import { auditAcceptRestore } from './commands/audit-accept-restore.ts'
import { auditVerify } from './commands/audit-verify.ts'
import { backup } from './commands/backup.ts'
import { dbUrl } from './commands/db-url.ts'
import { doctor } from './commands/doctor.ts'
import { erasuresReplay } from './commands/erasures-replay.ts'
import { exportTrainingNeeds } from './commands/export-training-needs.ts'
import { importRoster } from './commands/import-roster.ts'
import { restore } from './commands/restore.ts'
import { sampleLoad, sampleRemove } from './commands/sample.ts'
import { snapshotsVerify } from './commands/snapshots-verify.ts'
import { tokenCreate } from './commands/token-create.ts'
import { userCreate } from './commands/user-create.ts'

const commands: readonly Command[] = [
	accountCreate,
	userCreate,
	tokenCreate,
	importRoster,
	exportTrainingNeeds,
	snapshotsVerify,
	auditVerify,
	auditAcceptRestore,
	erasuresReplay,
	backup,
	restore,
	doctor,
	sampleLoad,
	sampleRemove,
	dbUrl,
]

const common = {
	account: { type: 'string' },
	json: { type: 'boolean' },
	help: { type: 'boolean', short: 'h' },
} as const

function overview(): string {
	const width = Math.max(...commands.map(({ name }) => name.length))
	return [
		'Usage: npm run -s contour -- COMMAND [OPTIONS]',
		'',
		...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
		'',
		'Every command takes --json (the result as JSON on standard output) and --help.',
		'Without DATABASE_URL it works on the PostgreSQL in CONTOUR_DATA_DIR, beside Contour or without it.',
	].join('\n')
}

const helpOf = ({ name, summary, usage, help }: Command): string =>
	[summary, '', `Usage: npm run -s contour -- ${[name, usage].join(' ').trim()} [--json]`, '', help].join(
		'\n',
	)

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
	const command = commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word))
	if (!command) {
		const isAsked = args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '')
		if (isAsked) {
			console.log(overview())
			return exitCodes.done
		}
		throw new CommandError(`There is no command "${args.join(' ')}".\n\n${overview()}`)
	}
	const { values, positionals } = parse(command, args.slice(command.name.split(' ').length))
	if (values.help === true) {
		console.log(helpOf(command))
		return exitCodes.done
	}
	if (!command.takes && positionals.length > 0) {
		throw new CommandError(`"${positionals.join(' ')}" means nothing here.\n\n${helpOf(command)}`)
	}
	const json = values.json === true
	const bare: BareInvocation = {
		values,
		json,
		print: (text, of) => console.log(json ? JSON.stringify(of) : text),
	}
	loadEnvFile()
	if (command.needsDatabase === 'looks-itself') return command.run(bare)
	const env = readEnv()
	configureEnv(env)
	const database = env.DATABASE_URL
		? { appUrl: env.DATABASE_URL, stop: async () => {} }
		: await startEmbeddedPostgres({
				dataDir: env.CONTOUR_DATA_DIR,
				use: command.alone === true ? 'application' : 'tool',
			})
	const invocation: Invocation = {
		...bare,
		positionals,
		databaseUrl: database.appUrl,
		ownerUrl: 'ownerUrl' in database ? database.ownerUrl : (env.DATABASE_OWNER_URL ?? database.appUrl),
		account: async () => {
			const slug = required(values, 'account')
			const account = await findAccountBySlug(slug)
			if (!account) throw new CommandError(`There is no account "${slug}".`, exitCodes.notFound)
			return account
		},
	}
	try {
		if (!command.needsDatabase) return await command.run(invocation)
		if ('ownerUrl' in database) await migrate({ connectionString: database.ownerUrl })
		openDatabase({ connectionString: database.appUrl })
		try {
			return await command.run(invocation)
		} finally {
			if (command.logs) await seal()
			await closeDatabase()
		}
	} finally {
		await database.stop()
	}
}

/** Contour, where it runs, does the same a second later; the command has done its work either way. */
async function seal(): Promise<void> {
	try {
		await sealUntilDone()
	} catch (error) {
		console.error(`The audit log could not be sealed: ${(error as Error).message}`)
	}
}

function parse(
	command: Command,
	args: readonly string[],
): { values: Values; positionals: readonly string[] } {
	try {
		return parseArgs({ args: [...args], options: { ...common, ...command.options }, allowPositionals: true })
	} catch (error) {
		throw new CommandError(`${(error as Error).message}\n\n${helpOf(command)}`)
	}
}

try {
	process.exitCode = await main(process.argv.slice(2))
	// What was printed has to be taken as well.
	await writeOut('')
} catch (error) {
	// Whoever reads standard output as data finds nothing there but data, and may stop reading, as head does.
	if (!(error instanceof ReaderGone)) {
		if (!(error instanceof CommandError) && !isStartError(error)) throw error
		console.error(error.message)
		process.exitCode = error.exitCode
	}
}
