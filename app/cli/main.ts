import { parseArgs } from 'node:util'
import { loadEnvFile } from '#app/lib/env.server.ts'
import { isStartError } from '#app/lib/start-error.ts'
import { CommandError, exitCodes, type BareInvocation, type Command, type Values } from './command.ts'
import { commands } from './commands.ts'
import { ReaderGone, writeOut } from './write-out.ts'

const common = {
	account: { type: 'string' },
	json: { type: 'boolean' },
	help: { type: 'boolean', short: 'h' },
} as const

async function overview(): Promise<string> {
	const names = Object.keys(commands)
	const width = Math.max(...names.map(({ length }) => length))
	const all = await Promise.all(Object.values(commands).map((load) => load()))
	return [
		'Usage: npm run -s contour -- COMMAND [OPTIONS]',
		'',
		...all.map(({ summary }, index) => `  ${names[index]?.padEnd(width)}  ${summary}`),
		'',
		'Every command takes --json (the result as JSON on standard output) and --help.',
		'Without DATABASE_URL it works on the PostgreSQL in CONTOUR_DATA_DIR, beside Contour or without it.',
	].join('\n')
}

const helpOf = (name: string, { summary, usage, help }: Command): string =>
	[summary, '', `Usage: npm run -s contour -- ${[name, usage].join(' ').trim()} [--json]`, '', help].join(
		'\n',
	)

/** @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
	const named = Object.entries(commands).find(([name]) =>
		name.split(' ').every((word, index) => args[index] === word),
	)
	if (!named) {
		const isAsked = args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '')
		if (isAsked) {
			console.log(await overview())
			return exitCodes.done
		}
		throw new CommandError(`There is no command "${args.join(' ')}".\n\n${await overview()}`)
	}
	const [name, load] = named
	const command = await load()
	const help = helpOf(name, command)
	const { values, positionals } = parse(command, { args: args.slice(name.split(' ').length), help })
	if (values.help === true) {
		console.log(help)
		return exitCodes.done
	}
	if (!command.takes && positionals.length > 0) {
		throw new CommandError(`"${positionals.join(' ')}" means nothing here.\n\n${help}`)
	}
	const json = values.json === true
	const bare: BareInvocation = {
		values,
		json,
		print: (text, of) => console.log(json ? JSON.stringify(of) : text),
	}
	loadEnvFile()
	if (command.needsDatabase === 'looks-itself') return command.run(bare)
	const { runOnDatabase } = await import('./run-on-database.ts')
	return runOnDatabase(command, { ...bare, positionals })
}

function parse(
	command: Command,
	{ args, help }: { args: readonly string[]; help: string },
): { values: Values; positionals: readonly string[] } {
	try {
		return parseArgs({ args: [...args], options: { ...common, ...command.options }, allowPositionals: true })
	} catch (error) {
		throw new CommandError(`${(error as Error).message}\n\n${help}`)
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
