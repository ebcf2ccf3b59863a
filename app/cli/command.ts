import type { ParseArgsConfig } from 'node:util'
import type { z } from 'zod'
import type { AccountSummary } from '#app/data/list-accounts.server.ts'

/** What a process says by the number it ends with (as in BSD's sysexits). */
export const exitCodes = {
	done: 0,
	/** It ran, and what it looked at does not hold: differences, refused rows. */
	notHeld: 1,
	/** It ran, and found nothing wrong, but could not look at all that it should. */
	notChecked: 2,
	/** The command line is wrong. */
	usage: 64,
	/** What was given cannot be used: a file that is no roster, a name that is taken. */
	badInput: 65,
	/** What was named does not exist: a file, an account, a cycle. */
	notFound: 66,
	/** What it makes cannot be written. */
	cannotWrite: 73,
} as const

/** What the person can mend: shown as one message, without a stack. */
export class CommandError extends Error {
	readonly exitCode: number

	constructor(message: string, exitCode: number = exitCodes.usage) {
		super(message)
		this.exitCode = exitCode
	}
}

export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

export type Invocation = {
	values: Values
	/** What follows the command's name and is no option. */
	positionals: readonly string[]
	json: boolean
	/** Connection string of the application's role. */
	databaseUrl: string
	/** Connection string of the owner of the schema. */
	ownerUrl: string
	/** Finds the account that `--account` names. */
	account: () => Promise<AccountSummary>
	/** To standard output; with `--json` the second form. */
	print: (text: string, json: unknown) => void
}

/** What a command has that asks for neither settings nor a database. */
export type BareInvocation = Pick<Invocation, 'values' | 'json' | 'print'>

export type Command = DescribedCommand & (DatabaseCommand | BareCommand)

type DescribedCommand = {
	/** What it does, in a line. */
	summary: string
	/** What follows the name. */
	usage: string
	/** Everything else that a person needs: options, what is printed, exit codes. */
	help: string
	options: NonNullable<ParseArgsConfig['options']>
	/** What else the command line names, such as a file; nothing unless given. */
	takes?: 'file'
}

export type DatabaseCommand = {
	/** Whether it needs an open database; `db url` only needs its address. */
	needsDatabase: boolean
	/** Whether it adds to audit logs, whose heads are then written before it ends. */
	logs?: true
	/** Whether Contour may not run meanwhile. */
	alone?: boolean
	/** @returns the exit code */
	run: (invocation: Invocation) => Promise<number>
}

type BareCommand = {
	needsDatabase: 'looks-itself'
	/** @returns the exit code */
	run: (invocation: BareInvocation) => Promise<number>
}

/** Takes a value that the forms of the pages take as well, or says what is wrong with it. */
export function checked<T>(name: string, schema: z.ZodType<T>, value: string): T {
	const parsed = schema.safeParse(value)
	if (!parsed.success) throw new CommandError(`--${name}: ${parsed.error.issues[0]?.message ?? ''}`)
	return parsed.data
}

/** A text option that must be there. */
export function required(values: Values, name: string): string {
	const value = values[name]
	if (typeof value !== 'string' || value.trim() === '') throw new CommandError(`--${name} is missing.`)
	return value.trim()
}

export function optional(values: Values, name: string): string | undefined {
	const value = values[name]
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
