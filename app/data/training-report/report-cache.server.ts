import { makeKeeper } from '#app/data/make-keeper.server.ts'
import type { TrainingReport } from './count-training-report.server.ts'

/**
 * A report by everything that it was made of: the account, the question and the marks of what stands in the database. The counts of
 * a published cycle change by an erasure alone, which the marks tell, so the same key is the same report; it holds ids and figures and no names.
 */
export const keepReport = makeKeeper<TrainingReport>(
	{ values: 200, size: 40_000 },
	({ groups }) => groups.length + 1,
)
