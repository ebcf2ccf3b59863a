import type { TrainingReport } from './count-training-report.server.ts'

/** Reports and rows that a process keeps at most: the last that were asked for. */
const limits = { reports: 200, groups: 40_000 }

const kept = new Map<string, TrainingReport>()
let groups = 0

const sizeOf = (report: TrainingReport) => report.groups.length + 1

/**
 * A report by everything that it was made of: the account, the question and the marks of what stands in the database. The counts of
 * a published cycle change by an erasure alone, which the marks tell, so the same key is the same report; it holds ids and figures and no names. What does not
 * fit is counted anew each time.
 */
export async function keepReport(
	key: string,
	count: () => Promise<TrainingReport | null>,
): Promise<TrainingReport | null> {
	const found = kept.get(key)
	if (found) {
		// The least recently used goes first.
		kept.delete(key)
		kept.set(key, found)
		return found
	}
	const report = await count()
	if (!report || sizeOf(report) > limits.groups / 4) return report
	if (!kept.has(key)) {
		kept.set(key, report)
		groups += sizeOf(report)
	}
	for (const [oldest, one] of kept) {
		if (kept.size <= limits.reports && groups <= limits.groups) break
		kept.delete(oldest)
		groups -= sizeOf(one)
	}
	return report
}
