import { z } from 'zod'
import { grains } from '#app/domain/metric/period.ts'
import type { MetricImportKind } from './import-kind.ts'

/** What the texts of the subjects are. `any` tries e-mail, employee id and team, in this order. */
export const subjectTexts = ['any', 'email', 'external-id', 'login', 'team', 'account'] as const
export type SubjectText = (typeof subjectTexts)[number]

/** 12 % is written 12 (`of-100`) or 0.12 (`of-1`). Where a cell has a percent sign, that decides. */
export const percentWays = ['of-1', 'of-100'] as const
export type PercentWay = (typeof percentWays)[number]

const column = z.int().min(0)
const key = z.string().min(1).max(200)

/** How a file of metrics is read. Columns are counted from 0. Which of them count depends on the kind of the file. */
export const metricMappingSchema = z.object({
	/** Without a column every value is the account's. */
	subject: z.object({ column: column.nullable(), is: z.enum(subjectTexts) }),
	/** Where the period of a row stands; not for a column for each period. */
	period: column.nullable(),
	/** The length of a period that is written as a day. Others say it themselves: 2026-Q1. */
	grain: z.enum(grains).nullable(),
	/** Of dates such as 03/04/2026. */
	dateOrder: z.enum(['day-first', 'month-first']).nullable(),
	/** What stands before the decimals. */
	decimal: z.enum(['point', 'comma']).nullable(),
	/** Long, and a column for each period: where the metric stands, or which one it is throughout. */
	metric: z.object({ column: column.nullable(), key: key.nullable() }),
	/** Long: where the value stands, and what weighs or divides it. */
	value: column.nullable(),
	weight: column.nullable(),
	/** Wide: the columns that hold values. */
	values: z
		.array(
			z.object({
				column,
				metric: key,
				weight: column.nullable(),
				/** A rate of two fields that are values themselves: left out where they make none, such as 3 of 0. */
				isRate: z.boolean().optional(),
			}),
		)
		.max(1000),
	/** The columns that are periods. */
	periods: z.array(column).max(1000),
	/** The metric that a text of the file means, where it is neither the key nor the name of one. */
	metricOf: z.record(z.string().max(200), key),
	/** By the key of a metric that is a share. */
	percents: z.record(key, z.enum(percentWays)),
})
export type MetricMapping = z.infer<typeof metricMappingSchema>

export const emptyMapping: MetricMapping = {
	subject: { column: null, is: 'account' },
	period: null,
	grain: null,
	dateOrder: null,
	decimal: null,
	metric: { column: null, key: null },
	value: null,
	weight: null,
	values: [],
	periods: [],
	metricOf: {},
	percents: {},
}

/** How the values of a row are laid out. */
export type MetricLayout = 'long' | 'wide' | 'periods'

export function layoutOf(kind: MetricImportKind, mapping: MetricMapping): MetricLayout {
	if (kind === 'metrics-ndjson') return mapping.value === null ? 'wide' : 'long'
	if (kind === 'metrics-long') return 'long'
	return kind === 'metrics-periods' ? 'periods' : 'wide'
}
