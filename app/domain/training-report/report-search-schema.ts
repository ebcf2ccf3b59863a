import { z } from 'zod'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { firstOrder, reportGroupings, reportSorts } from './grouping.ts'

/**
 * The state of the grouped report as its address has it, and of its export: what the list is narrowed to, and how it is grouped. What
 * the grouping gets wrong is as if it were not there.
 */
export const trainingReportFields = trainingNeedSearchSchema.extend({
	by: z.enum(reportGroupings).catch('step'),
	/** The attribute to group by. */
	attr: z.string().max(200).optional().catch(undefined),
	sort: z.enum(reportSorts).catch('priority'),
	order: z.enum(['asc', 'desc']).optional().catch(undefined),
})

/** With the order that a column is sorted in unless the address says otherwise. */
export const trainingReportSearchSchema = trainingReportFields.transform((search) => ({
	...search,
	order: search.order ?? firstOrder(search.sort),
}))
export type TrainingReportSearch = z.infer<typeof trainingReportSearchSchema>
