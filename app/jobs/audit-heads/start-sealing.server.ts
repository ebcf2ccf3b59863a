import { setTimeout as sleep } from 'node:timers/promises'
import { listAuditTails } from '#app/data/list-audit-tails.server.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { sealAuditLog } from './seal-audit-log.server.ts'

const sealEvery = 1000
/** With very many accounts a pass takes longer; it shall not take more than this share of the time. */
const mostOfTheTime = 0.05
/** After the word to stop, how often the last rows are tried while another process seals. */
const lastTries = 40
/** A failure that lasts is logged again after so many passes. */
const repeatAfter = 300

/**
 * Seals the audit logs as long as the process runs: at the start, about a second after rows were added, and at the end. Nothing
 * waits for it, and no request fails because of it.
 */
export function startSealing(): { stop: () => Promise<void> } {
	const stopping = new AbortController()
	let sealed: ReadonlyMap<string, number> | null = null
	let failures = 0
	const done = run()

	async function run(): Promise<void> {
		while (!stopping.signal.aborted) {
			const start = performance.now()
			await attempt()
			const pause = Math.max(sealEvery, (performance.now() - start) / mostOfTheTime)
			await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {})
		}
		for (let tries = 0; tries < lastTries && !(await attempt()); tries += 1) await sleep(50)
	}

	/** Whether the heads are up to date, or another try would help no more. */
	async function attempt(): Promise<boolean> {
		try {
			if (sealed && !(await hasMoved(sealed))) return recovered()
			const result = await sealAuditLog()
			if (result.state === 'busy') return false
			sealed = result.tails
			if (result.begun)
				getLogger().warn('the audit log had no heads: it is sealed from here on, as it stands')
			if (result.contradicted > 0) {
				warnOfContradiction(result.contradicted)
			}
			return recovered()
		} catch (error) {
			if (failures % repeatAfter === 0) getLogger().error({ err: error }, 'the audit log could not be sealed')
			failures += 1
			return true
		}
	}

	let warned = 0
	function warnOfContradiction(accounts: number): void {
		if (accounts !== warned) {
			getLogger().error(
				{ accounts },
				'audit logs contradict their heads: rows were cut or changed. Run: contour audit verify',
			)
		}
		warned = accounts
	}

	function recovered(): true {
		if (failures > 0) getLogger().info('the audit log is sealed again')
		failures = 0
		return true
	}

	return {
		async stop() {
			stopping.abort()
			await done
		},
	}
}

async function hasMoved(sealed: ReadonlyMap<string, number>): Promise<boolean> {
	const tails = await listAuditTails()
	return (
		tails.length !== sealed.size ||
		tails.some(({ accountId, sequence }) => sealed.get(accountId) !== sequence)
	)
}
