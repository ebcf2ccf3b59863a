import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'

export type PublishedSnapshot = {
	id: string
	cycleId: string
	cycleName: string
	startsOn: Day
	endsOn: Day
	/** 1, and one more for each correction of the same cycle. */
	version: number
	publishedAt: Date
	/** The snapshot against which its flow is counted; null for the first. */
	comparisonId: string | null
	/** Of that snapshot. */
	comparisonCycleId: string | null
	comparisonVersion: number | null
	/** k as it was at publication. */
	minimumGroupSize: number
	frameworkVersionId: string
	/** Whether readers who see nobody are shown it; always true of version 1. */
	isForEverybody: boolean
	/** The newest version of the same cycle, whoever is shown it. */
	newestVersion: number
}

/** `listPublishedSnapshots` as a statement; $1 is the account. */
export const selectPublishedSnapshots = `
	SELECT s.id, s.cycle_id AS "cycleId", c.name AS "cycleName", c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn",
		s.version, s.published_at AS "publishedAt", s.comparison_id AS "comparisonId",
		before.cycle_id AS "comparisonCycleId", before.version AS "comparisonVersion",
		s.minimum_group_size::int AS "minimumGroupSize", s.framework_version_id AS "frameworkVersionId",
		s.is_for_everybody AS "isForEverybody", max(s.version) OVER (PARTITION BY s.cycle_id) AS "newestVersion"
	FROM snapshot s JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
	LEFT JOIN snapshot before ON before.account_id = s.account_id AND before.id = s.comparison_id
	WHERE s.account_id = $1
	ORDER BY c.starts_on DESC, s.version DESC, s.id`

/**
 * Every snapshot of the account, newest cycle first, of one cycle the newest version first: for what runs without a reader.
 * What a person may look at is `listReadableSnapshots`.
 */
export async function listPublishedSnapshots(scope: AccountScope): Promise<PublishedSnapshot[]> {
	return withAccount(scope, (transaction) => listPublishedSnapshotsWithin(transaction, scope))
}

/** The same within an open transaction. */
export async function listPublishedSnapshotsWithin(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
): Promise<PublishedSnapshot[]> {
	const { rows } = await sql.query<PublishedSnapshot>(selectPublishedSnapshots, [accountId])
	return rows
}
