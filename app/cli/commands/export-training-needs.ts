import { systemScope } from '#app/data/account-scope.server.ts'
import { logExport } from '#app/data/exports/log-export.server.ts'
import { findSnapshot } from '#app/data/find-snapshot.server.ts'
import { streamTrainingNeeds } from '#app/data/stream-training-needs.server.ts'
import { trainingNeedsKeys } from '#app/data/training-needs-columns.server.ts'
import { writeTrainingNeedsCsv } from '#app/data/write-training-needs-csv.server.ts'
import { keptFilter } from '#app/domain/export-log/kept-filter.ts'
import { CommandError, exitCodes, optional, type Command } from '#app/cli/command.ts'
import { writeOut } from '#app/cli/write-out.ts'

/** Whoever has the shell of the server sees what HR sees. */
const asHr = { roles: ['hr'], isMember: false, isManager: false } as const

export const exportTrainingNeeds: Command = {
	summary: 'Writes who lacks which step to the target of their family, as CSV on standard output.',
	usage: '--account SLUG [--cycle latest|NAME] [--steps next|all]',
	help: `--cycle  A published cycle by its name, such as "Q3 2026"; latest unless given
--steps  next: the step that is due now on each question (as given); all: every step up to the target
Columns: ${trainingNeedsKeys.join(', ')}
With --json: an array of objects, tiers in half-steps.`,
	options: { cycle: { type: 'string' }, steps: { type: 'string' } },
	needsDatabase: true,
	async run({ values, account, json }) {
		const steps = optional(values, 'steps') ?? 'next'
		if (steps !== 'next' && steps !== 'all') throw new CommandError('--steps is one of next, all.')
		const { id, slug } = await account()
		const scope = systemScope(id)
		const name = optional(values, 'cycle') ?? 'latest'
		const snapshot = await findSnapshot(scope, asHr, { cycle: name })
		if (!snapshot) {
			const what = name === 'latest' ? 'no published cycle' : `no published cycle "${name}"`
			throw new CommandError(`The account ${slug} has ${what}.`, exitCodes.notFound)
		}
		const of = { snapshotId: snapshot.id, steps } as const
		const filter = keptFilter(Object.entries({ cycle: snapshot.cycleName, steps }))
		const entry = { report: 'reports/training-needs', filter, format: json ? 'json' : 'csv' }
		await logExport(scope, entry, async () => {
			if (!json) return writeTrainingNeedsCsv(scope, asHr, of, writeOut)
			let isFirst = true
			const count = await streamTrainingNeeds(scope, asHr, of, async (rows) => {
				for (const row of rows) {
					await writeOut(`${isFirst ? '[' : ',\n'}${JSON.stringify(row)}`)
					isFirst = false
				}
			})
			await writeOut(isFirst ? '[]\n' : ']\n')
			return count
		})
		return exitCodes.done
	},
}
