import { acceptAuditRestore, listToAccept } from '#app/jobs/audit-heads/accept-audit-restore.server.ts'
import { exitCodes, type Command } from '#app/cli/command.ts'

export const auditAcceptRestore: Command = {
	summary: 'Takes the audit logs as they are for the true ones, after a restore to an earlier time.',
	usage: '[--yes]',
	help: `Without --yes: prints what it would accept, and ends with exit code 1 where there is something.
With it, each account's log says what was accepted, and its heads begin anew. Heads that cannot be used are set aside. A row
inside a log that does not hold stays one that does not hold.`,
	options: { yes: { type: 'boolean' } },
	needsDatabase: true,
	async run({ values, print }) {
		const found = await listToAccept()
		const { heads, accounts } = found
		const isNothing = heads === null && accounts.length === 0
		const isYes = values.yes === true
		if (!isNothing && isYes) await acceptAuditRestore(found)
		const lines = [
			...(heads === null ? [] : [`${heads} They ${isYes ? 'are' : 'would be'} set aside.`]),
			...accounts.map(({ account, sealed, last, isGone }) =>
				isGone
					? `${account}: is gone with its ${sealed} rows`
					: `${account}: was sealed at row ${sealed}, ends at row ${last}`,
			),
			isYes ? 'Accepted.' : 'Nothing is accepted yet. If you mean it: contour audit accept-restore --yes',
		]
		print(isNothing ? 'There is nothing to accept.' : lines.join('\n'), {
			...found,
			accepted: isYes && !isNothing,
		})
		return isNothing || isYes ? exitCodes.done : exitCodes.notHeld
	},
}
