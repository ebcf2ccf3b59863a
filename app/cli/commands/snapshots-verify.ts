import { systemScope } from '#app/data/account-scope.server.ts'
import { listAccounts } from '#app/data/list-accounts.server.ts'
import { verifySnapshots, type SnapshotVerification } from '#app/data/verify-snapshots.server.ts'
import { exitCodes, optional, type Command } from '#app/cli/command.ts'

export const snapshotsVerify: Command = {
	summary: 'Recounts every published snapshot from its participants and compares.',
	usage: '[--account SLUG]',
	help: `Without --account: of every account. Changes nothing.
Metrics are recounted from what everybody's values came to at publication: values imported or taken back since are no difference.
Exit code 0 where no figure differs, 1 where one does; each difference is printed.`,
	options: {},
	needsDatabase: true,
	async run({ values, account, print }) {
		const accounts = optional(values, 'account') === undefined ? await listAccounts() : [await account()]
		const results = []
		for (const { id, slug } of accounts)
			results.push({ account: slug, ...(await verifySnapshots(systemScope(id))) })
		const differencesOf = (result: SnapshotVerification) =>
			result.differences.length + result.metricDifferences.length + result.treeDifferences.length
		const lines = results.flatMap((result) => [
			`${result.account}: ${result.snapshots} snapshots, ${result.cells} cells and ${result.metricFigures} figures of metrics recounted, ${differencesOf(result)} differences`,
			...result.differences.map(
				(of) =>
					`  ${of.cycleName} version ${of.version} node ${of.nodeId} family ${of.familyId} ${of.measure}=${of.value}: stored ${of.stored}, counted ${of.counted}`,
			),
			...result.metricDifferences.map(
				(of) =>
					`  ${of.cycleName} version ${of.version} node ${of.nodeId} metric ${of.metricId} ${of.source} ${of.groupId}: stored ${of.stored}, counted ${of.counted}`,
			),
			...result.treeDifferences.map(
				(of) => `  ${of.cycleName} version ${of.version} node ${of.nodeId} stands elsewhere in the tree`,
			),
		])
		print(lines.length > 0 ? lines.join('\n') : 'There is no account.', results)
		return results.every((result) => differencesOf(result) === 0) ? exitCodes.done : exitCodes.notHeld
	},
}
