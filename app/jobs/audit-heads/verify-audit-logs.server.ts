import { systemScope } from '#app/data/account-scope.server.ts'
import { listAccounts } from '#app/data/list-accounts.server.ts'
import { verifyAuditLog } from '#app/data/verify-audit-log.server.ts'
import type { ChainBreak } from '#app/domain/audit/chain-break.ts'
import { compareHeads } from '#app/domain/audit/compare-heads.ts'
import type { HeadRecord } from '#app/domain/audit/move-heads.ts'
import { explainHeadState } from './head-file.server.ts'
import type { HeadFile, HeadState } from './head-file.server.ts'
import { readAuditHeads } from './read-audit-heads.server.ts'

export type AuditVerdict =
	/** Every row holds, and the log goes on from where it was sealed last. */
	| 'intact'
	/** Every row holds, but no head says whether rows are missing at the end or all of it was written anew. */
	| 'unchecked'
	| 'broken'

export type AccountVerification = {
	account: string
	verdict: AuditVerdict
	rows: number
	breaks: ChainBreak[]
	moreBreaks: number
	/** The newest head; null without one. */
	sealed: { sequence: number; sealedAt: string } | null
	/** Rows after it. */
	behind: number
	/** The account itself is gone, and nothing says that it was removed. */
	isGone: boolean
}

export type AuditVerification = {
	verdict: AuditVerdict
	/** What is wrong with the heads themselves; null where they are as they should be. */
	heads: string | null
	/** Since when this database is sealed without a gap; what was written before was taken as it stood then. */
	sealedSince: string | null
	accounts: AccountVerification[]
	/** Accounts that were removed with their logs, as the sample company is. */
	removed: Array<{ account: string; removedAt: string }>
}

/** For so long rows may wait to be sealed while all is well. */
const SECONDS_TO_SEAL = 60

/**
 * Verifies the audit logs against themselves and against their heads, while the application runs.
 *
 * @param options.slug one account's, which may be gone; returns no account where nobody knows it
 * @param options.archived heads of an archive to verify against in place of those here
 */
export async function verifyAuditLogs({
	slug,
	archived,
}: { slug?: string; archived?: HeadState } = {}): Promise<AuditVerification> {
	// Heads first: what they name was committed before, so no row of it can still be on its way.
	let present = archived ?? (await readAuditHeads())
	const accounts = await listAccounts()
	const verified: AccountVerification[] = []
	for (const { id, slug: name } of accounts) {
		if (slug !== undefined && slug !== name) continue
		const heads = headsOf(fileOf(present), id)
		const one = await verifyAccount(id, name, heads, fileOf(present))
		// An account that was removed meanwhile has no rows and is not to be found any more.
		if (one.rows > 0 || (await listAccounts()).some((account) => account.id === id)) verified.push(one)
	}
	// A removal is written down before it is committed, so now it can be read of every account that was not found.
	if (!archived) present = await readAuditHeads()
	const file = fileOf(present)
	const gone = findGone(file, new Set((await listAccounts()).map(({ id }) => id)))
	for (const head of gone.lost) {
		if (slug === undefined || slug === head.slug) verified.push(describeGone(head))
	}
	const problem = present.state === 'read' ? null : explainHeadState(present)
	return {
		verdict: worstOf([verdictOnHeads(present), ...verified.map(({ verdict }) => verdict)]),
		heads: problem,
		sealedSince: file?.since ?? null,
		accounts: verified,
		removed: gone.removed
			.filter((head) => slug === undefined || slug === head.slug)
			.map((head) => ({ account: head.slug, removedAt: head.sealedAt })),
	}
}

const fileOf = (state: HeadState): HeadFile | null => (state.state === 'read' ? state.file : null)

function headsOf(file: HeadFile | null, accountId: string): HeadRecord[] {
	return file ? file.heads.filter((head) => head.accountId === accountId) : []
}

async function verifyAccount(
	accountId: string,
	account: string,
	heads: readonly HeadRecord[],
	file: HeadFile | null,
): Promise<AccountVerification> {
	const findings = await verifyAuditLog(systemScope(accountId), {
		places: heads.map(({ sequence }) => sequence),
	})
	const { rows, lastNumber, moreBreaks, unsealedSince } = findings
	const breaks = [...findings.breaks, ...compareHeads(heads, findings)]
	const newest = heads.reduce<HeadRecord | null>(
		(best, head) => (best && best.sequence > head.sequence ? best : head),
		null,
	)
	const behind = Math.max(0, lastNumber - (newest?.sequence ?? 0))
	const isLate =
		behind > 0 && unsealedSince !== null && !(Date.parse(unsealedSince) > Date.now() - SECONDS_TO_SEAL * 1000)
	const verdict = breaks.length > 0 ? 'broken' : !file || isLate ? 'unchecked' : 'intact'
	const sealed = newest && { sequence: newest.sequence, sealedAt: newest.sealedAt }
	return { account, verdict, rows, breaks, moreBreaks, sealed, behind, isGone: false }
}

function findGone(file: HeadFile | null, present: ReadonlySet<string>) {
	const newest = new Map<string, HeadRecord>()
	for (const head of file?.heads ?? []) {
		const other = newest.get(head.accountId)
		if (!present.has(head.accountId) && !(other && other.sequence > head.sequence)) {
			newest.set(head.accountId, head)
		}
	}
	const all = [...newest.values()]
	return {
		lost: all.filter(({ kind }) => kind === 'sealed'),
		removed: all.filter(({ kind }) => kind === 'removed'),
	}
}

function describeGone({ slug, sequence, sealedAt }: HeadRecord): AccountVerification {
	return {
		account: slug,
		verdict: 'broken',
		rows: 0,
		breaks: [{ kind: 'cut', from: 1, to: sequence, sealedAt }],
		moreBreaks: 0,
		sealed: { sequence, sealedAt },
		behind: 0,
		isGone: true,
	}
}

function verdictOnHeads({ state }: HeadState): AuditVerdict {
	if (state === 'read') return 'intact'
	return state === 'none' ? 'unchecked' : 'broken'
}

function worstOf(verdicts: readonly AuditVerdict[]): AuditVerdict {
	if (verdicts.includes('broken')) return 'broken'
	return verdicts.includes('unchecked') ? 'unchecked' : 'intact'
}
