import { setTimeout as sleep } from 'node:timers/promises'
import { sealAuditLog } from './seal-audit-log.server.ts'
import type { Sealing } from './seal-audit-log.server.ts'

/** A pass takes milliseconds; only the removal of the sample company holds the heads for seconds. */
const mostTries = 100

/** Seals, and where another process is at it, waits for its turn: it may have looked before the last rows were committed. */
export async function sealUntilDone(): Promise<Sealing> {
	for (let tries = 1; ; tries += 1) {
		const result = await sealAuditLog()
		if (result.state === 'sealed' || tries === mostTries) return result
		await sleep(50)
	}
}
