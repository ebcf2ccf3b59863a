import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { systemScope, type AccountScope } from '#app/data/account-scope.server.ts'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { applyRoster } from '#app/data/apply-roster.server.ts'
import type { RosterMoves } from '#app/data/roster-moves.server.ts'
import { discardRosterImport } from '#app/data/discard-roster-import.server.ts'
import { getRosterImport, type RosterImport } from '#app/data/get-roster-import.server.ts'
import { rosterLimits, type RosterProblem } from '#app/data/parse-roster.server.ts'
import { planRosterImport } from '#app/data/plan-roster-import.server.ts'
import { readStanding } from '#app/data/read-standing.server.ts'
import { saveRosterMapping } from '#app/data/save-roster-mapping.server.ts'
import { nameKey } from '#app/domain/roster/clean-cell.ts'
import { rosterFields, type RosterField, type RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import { countPlan, type RosterCounts, type RosterPlan } from '#app/domain/roster/roster-plan.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { managersMovedMails } from '#app/mail/roster-mails.server.ts'
import { CommandError, exitCodes, type Command, type Values } from '#app/cli/command.ts'

const missingChoices = ['keep', 'mark-left'] as const

export const importRoster: Command = {
	summary: 'Imports people and teams from a CSV file.',
	usage:
		'FILE --account SLUG [--map FIELD=HEADER …] [--family DEPARTMENT=KEY …] [--missing mark-left] [--dry-run]',
	help: `--map        Which column a field is in, where the header does not tell. Fields: ${rosterFields.join(', ')}
--family     Which role family a department belongs to, such as "Finance=none" or "R&D=engineering"
--missing    What becomes of members whom the file does not name: keep (as given) or mark-left
--dry-run    Only says what would change
--partly     Imports the other rows where some are refused; without it nothing is imported then
Everything or nothing is written. Exit code 0: done; 1: rows are refused; 65: the file cannot be read as a roster.`,
	options: {
		map: { type: 'string', multiple: true },
		family: { type: 'string', multiple: true },
		missing: { type: 'string' },
		'dry-run': { type: 'boolean' },
		partly: { type: 'boolean' },
	},
	takes: 'file',
	needsDatabase: true,
	logs: true,
	async run({ values, positionals, account, print }) {
		const [file] = positionals
		if (file === undefined || positionals.length !== 1) throw new CommandError('Name one file.')
		const missing = missingChoices.find((choice) => choice === (values.missing ?? 'keep'))
		if (!missing) throw new CommandError(`--missing is one of ${missingChoices.join(', ')}.`)
		const scope = systemScope((await account()).id)
		const bytes = await readBytes(file)
		const added = await addRosterImport(scope, { fileName: path.basename(file), bytes })
		if (!added.ok) throw new CommandError(`${file}: ${problemText(added.problem)}`, exitCodes.badInput)
		const { importId } = added
		let applied = false
		try {
			await setMapping(scope, importId, values)
			const dryRun = await planRosterImport(scope, { importId, missing })
			if (!dryRun) throw new CommandError('The import is gone.', exitCodes.notFound)
			const { plan } = dryRun
			const isRefused = plan.errors.length > 0 && values.partly !== true
			const counts = countPlan(plan)
			if (values['dry-run'] !== true && !isRefused) {
				const result = await applyRoster(scope, { importId, missing, announce: await announcer(scope) })
				if (!result.ok) throw new CommandError('The import is gone.', exitCodes.notFound)
				applied = true
			}
			const what = applied
				? 'Imported'
				: isRefused
					? 'Nothing is imported, because rows are refused'
					: 'Nothing is written'
			print([`${what}: ${describe(counts)}`, ...errorLines(plan)].join('\n'), {
				applied,
				counts,
				errors: plan.errors,
			})
			return plan.errors.length > 0 ? exitCodes.notHeld : exitCodes.done
		} finally {
			if (!applied) await discardRosterImport(scope, importId)
		}
	},
}

async function readBytes(file: string): Promise<Uint8Array> {
	try {
		return await readFile(file)
	} catch (error) {
		throw new CommandError(`${file} cannot be read: ${(error as Error).message}`, exitCodes.notFound)
	}
}

function problemText(problem: RosterProblem): string {
	switch (problem.kind) {
		case 'empty':
			return 'the file is empty.'
		case 'workbook':
			return 'this is a spreadsheet workbook. Save it as CSV first.'
		case 'pdf':
		case 'binary':
			return 'this is no text file. Export the roster as CSV.'
		case 'unclosed-quote':
			return `row ${problem.row} opens a quote that is never closed.`
		case 'broken':
			return `row ${problem.row} cannot be read as CSV.`
		case 'too-many-rows':
			return `the file has more than ${problem.limit} rows.`
		case 'too-many-columns':
			return 'the file has too many columns.'
		case 'no-rows':
			return `no row of people was found below a header. A roster has a header and up to ${rosterLimits.rows} rows.`
	}
}

async function setMapping(scope: AccountScope, importId: string, values: Values): Promise<void> {
	const current = await getRosterImport(scope, importId)
	if (!current) throw new CommandError('The import is gone.', exitCodes.notFound)
	const mapping: RosterMapping = {
		...current.mapping,
		columns: { ...current.mapping.columns, ...mappedColumns(values, current) },
		familyOfDepartment: { ...current.mapping.familyOfDepartment, ...mappedFamilies(values, current) },
	}
	const saved = await saveRosterMapping(scope, { importId, mapping })
	if (saved.ok) return
	const problems = 'problems' in saved ? saved.problems.join(' ') : 'The import is gone.'
	throw new CommandError(
		`${problems} Headers of the file: ${current.summary.header.join(', ')}`,
		exitCodes.badInput,
	)
}

const pairs = (values: Values, name: string): [string, string][] =>
	[values[name] ?? []].flat().map((pair) => {
		const [left = '', ...rest] = String(pair).split('=')
		if (left.trim() === '' || rest.join('=').trim() === '')
			throw new CommandError(`--${name}: "${String(pair)}" has no = in it.`)
		return [left.trim(), rest.join('=').trim()]
	})

function mappedColumns(values: Values, { summary }: RosterImport): Partial<Record<RosterField, number>> {
	return Object.fromEntries(
		pairs(values, 'map').map(([field, header]) => {
			if (!rosterFields.some((known) => known === field)) {
				throw new CommandError(`--map: "${field}" is none of ${rosterFields.join(', ')}.`)
			}
			const column = summary.header.findIndex((name) => name.toLowerCase() === header.toLowerCase())
			if (column < 0)
				throw new CommandError(
					`--map: no column is called "${header}". There are ${summary.header.join(', ')}.`,
				)
			return [field, column]
		}),
	)
}

function mappedFamilies(values: Values, { families }: RosterImport): Record<string, string | null> {
	return Object.fromEntries(
		pairs(values, 'family').map(([department, key]) => {
			if (key !== 'none' && !families.some((family) => family.key === key)) {
				throw new CommandError(
					`--family: "${key}" is none of none, ${families.map((family) => family.key).join(', ')}.`,
				)
			}
			return [nameKey(department), key === 'none' ? null : key]
		}),
	)
}

async function announcer(
	scope: AccountScope,
): Promise<(moves: RosterMoves) => ReturnType<typeof managersMovedMails>> {
	const standing = await readStanding(scope)
	if (!standing) throw new CommandError('The account is gone.', exitCodes.notFound)
	const { account } = standing
	return (moves) =>
		managersMovedMails({
			...moves,
			account,
			by: 'An administrator of the server',
			at: new Date(),
			baseUrl: getEnv().CONTOUR_BASE_URL,
		})
}

function describe(counts: RosterCounts): string {
	const of = (count: number, what: string) => `${count} ${what}`
	return [
		of(counts.rows, 'rows'),
		of(counts.added, 'added'),
		of(counts.changed, 'changed'),
		of(counts.moved, 'moved'),
		of(counts.left, 'left'),
		of(counts.unchanged, 'unchanged'),
		of(counts.newTeams, 'new teams'),
		of(counts.refusedRows, 'rows refused'),
		...(counts.erased > 0 ? [of(counts.erased, 'rows of erased people passed over')] : []),
		of(counts.missing, 'members not in the file'),
	].join(', ')
}

const errorLines = ({ errors }: RosterPlan): string[] =>
	errors.map(({ row, column, message }) => `  row ${row}${column === null ? '' : `, ${column}`}: ${message}`)
