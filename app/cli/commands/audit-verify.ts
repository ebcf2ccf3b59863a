import { describeBreak } from '#app/domain/audit/chain-break.ts'
import { verifyAuditLogs } from '#app/jobs/audit-heads/verify-audit-logs.server.ts'
import type { AccountVerification, AuditVerdict } from '#app/jobs/audit-heads/verify-audit-logs.server.ts'
import { CommandError, exitCodes, optional, type Command } from '#app/cli/command.ts'

const codes: Record<AuditVerdict, number> = {
	intact: exitCodes.done,
	broken: exitCodes.notHeld,
	unchecked: exitCodes.notChecked,
}

export const auditVerify: Command = {
	summary: 'Verifies the audit logs: every hash, the chain, and the keyed heads outside of the database.',
	usage: '[--account SLUG]',
	help: `Without --account: of every account. Changes nothing, and may run beside Contour. docs/audit-log.md says what it proves.
Exit code 0 where all is intact; 1 where a row was changed, deleted, inserted or moved, where the end was cut off, or where the
heads were forged, each named; 2 where every row holds but no head, or none of the last minute, says whether rows are missing
at the end.`,
	options: {},
	needsDatabase: true,
	async run({ values, print }) {
		const slug = optional(values, 'account')
		const found = await verifyAuditLogs(slug === undefined ? {} : { slug })
		const { accounts, removed } = found
		if (slug !== undefined && accounts.length === 0 && removed.length === 0) {
			throw new CommandError(`There is no account "${slug}".`, exitCodes.notFound)
		}
		const lines = [
			...(found.heads === null ? [] : [found.heads]),
			...accounts.flatMap(describeAccount),
			...removed.map(({ account, removedAt }) => `${account}: removed with its log on ${removedAt}`),
			...(found.sealedSince === null ? [] : [`Sealed since ${found.sealedSince}.`]),
		]
		const shown = accounts.map((of) => ({
			...of,
			breaks: of.breaks.map((one) => ({ ...one, says: describeBreak(one) })),
		}))
		print(lines.length > 0 ? lines.join('\n') : 'There is no account.', { ...found, accounts: shown })
		return codes[found.verdict]
	},
}

function describeAccount(of: AccountVerification): string[] {
	const { account, verdict, rows, breaks, moreBreaks, sealed, behind, isGone } = of
	const count = `${account}: ${rows} ${rows === 1 ? 'row' : 'rows'}`
	if (verdict !== 'broken') {
		const seal = sealed
			? `sealed at row ${sealed.sequence} on ${sealed.sealedAt}`
			: 'not checked against a head'
		const late = sealed && behind > 0 ? `; the head is ${behind} ${behind === 1 ? 'row' : 'rows'} behind` : ''
		return [`${count}, ${verdict === 'intact' ? 'intact' : 'every row holds'}, ${seal}${late}`]
	}
	const total = breaks.length + moreBreaks
	return [
		isGone
			? `${account}: the account is gone with its log, and nothing says that it was removed`
			: `${count}, BROKEN in ${total} ${total === 1 ? 'place' : 'places'}`,
		...breaks.map((one) => `  ${describeBreak(one)}`),
		...(moreBreaks > 0 ? [`  and ${moreBreaks} more`] : []),
	]
}
