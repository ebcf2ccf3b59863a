import { UnusableList } from '#app/jobs/erasures/erasure-list.server.ts'
import { replayErasures } from '#app/jobs/erasures/replay-erasures.server.ts'
import { CommandError, exitCodes, type Command } from '#app/cli/command.ts'

export const erasuresReplay: Command = {
	summary: 'Erases again who is on the list of erasures and not erased in the database.',
	usage: '',
	help: `For a database that was brought back to an earlier time by something else than contour restore, which does the same.
Who is erased in the database and on no list is put on it. docs/data-subject.md tells of the list.
Exit code 0: both say the same now; 65: the list is damaged, or made with another audit key.`,
	options: {},
	needsDatabase: true,
	logs: true,
	async run({ print }) {
		try {
			const found = await replayErasures()
			const { erased, unknown, listed } = found
			const of = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`
			const lines = [
				erased > 0 && `${of(erased)} erased again.`,
				unknown > 0 && `${of(unknown)} on the list ${unknown === 1 ? 'is' : 'are'} not in this database.`,
				listed > 0 && `${of(listed)} put on the list.`,
			].filter(Boolean)
			print(lines.length > 0 ? lines.join('\n') : 'The list and the database say the same.', found)
			return exitCodes.done
		} catch (error) {
			if (!(error instanceof UnusableList)) throw error
			throw new CommandError(
				`${error.message} Put the file and the audit key back from where you keep them. Nothing was changed.`,
				exitCodes.badInput,
			)
		}
	},
}
