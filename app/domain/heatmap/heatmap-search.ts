import { z } from 'zod'
import { heatRowsText, readHeatRows } from './heat-rows.ts'
import { heatColumnKinds, heatStatistics, raterChoices } from './heatmap-words.ts'

const ref = z.string().min(1).max(200)
const id = z.string().min(1).max(60)

/**
 * The whole state of a heatmap of tiers, as its address has it; its export reads the same. What names a cycle, a node or a
 * metric is looked up, and what is not there for the reader is the 404; of everything else an unknown value is the usual one.
 */
export const heatmapSearchSchema = z.object({
	cycle: ref.optional(),
	node: id.optional(),
	/** A node of another cycle: where this one has none such for the reader, the page opens as without it. */
	near: id.optional(),
	/** A cycle that another lens shows: where there is none such for the reader, the page opens with the newest. */
	nearCycle: ref.optional().catch(undefined),
	statistic: z.enum(heatStatistics).catch('mean'),
	by: z.enum(heatColumnKinds).catch('families'),
	/** As `heatRowsText` writes them; the teams for who may not part people otherwise. */
	rows: z
		.string()
		.max(200)
		.regex(/^[^\0]*$/)
		.catch('teams')
		.transform((text) => heatRowsText(readHeatRows(text))),
	/** What both agreed, or each of the two apart, for who reads both sides. */
	raters: z.enum(raterChoices).catch('agreed'),
	/** Of which the columns are, where these are no families; empty for all together. */
	family: z.string().max(60).catch(''),
	/** The cycle that changes are counted from; the one before, where there is none such. */
	since: z.string().max(200).catch(''),
	/** Key of a metric in place of the statistic; empty for none. */
	metric: z
		.string()
		.max(80)
		.regex(/^[^\0]*$/)
		.default(''),
	/** Keys of the metrics that stand side by side, with commas between them; empty for the usual ones. No address is longer. */
	metrics: z
		.string()
		.max(16_000)
		.regex(/^[^\0]*$/)
		.catch(''),
	/** A column's id, or `name`. */
	sort: z.string().max(200).catch('name'),
	order: z.enum(['asc', 'desc']).optional().catch(undefined),
	/** Part of a row's name. */
	q: z
		.string()
		.trim()
		.max(100)
		.regex(/^[^\0]*$/)
		.catch(''),
	/** Ids of rows that stand first, with commas between them: one value, so that a saved view keeps it. */
	pin: z.string().max(1_000).catch(''),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type HeatmapSearch = z.output<typeof heatmapSearchSchema>
