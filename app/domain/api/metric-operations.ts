import { z } from 'zod'
import { aggregations } from '#app/domain/metric/aggregation.ts'
import { directions } from '#app/domain/metric/direction.ts'
import { grains } from '#app/domain/metric/period.ts'
import { units } from '#app/domain/metric/unit.ts'
import { askedDay, day, id, named, pageOf, paging, text } from './fields.ts'
import { none, operation } from './operation.ts'

const period = z.object({ start: day, grain: z.enum(grains) })

export const metricSchema = z
	.object({
		id,
		key: z.string(),
		name: z.string(),
		description: z.string(),
		unit: z.enum(units).meta({ description: 'A share goes from 0 to 1.' }),
		currency: z.string().nullable(),
		direction: z.enum(directions),
		aggregation: z.enum(aggregations).meta({
			description: 'How values become one. A ratio is never averaged, a distinct count never summed.',
		}),
		weightName: z.string().nullable(),
		lens: z.string().nullable(),
		level: z.string().nullable(),
		source: z.string().nullable(),
		builtIn: z.boolean(),
		isArchived: z.boolean(),
		families: z.array(named),
	})
	.meta({ id: 'Metric' })

export const listMetricsOperation = operation({
	id: 'listMetrics',
	method: 'GET',
	path: '/metrics',
	tag: 'Metrics',
	summary: 'Lists what is measured',
	needs: 'metrics.read',
	params: none,
	query: z.strictObject({
		...paging,
		search: text(200).optional().meta({ description: 'Part of the name or key.' }),
		family: text(100).optional().meta({ description: 'The key of a role family.' }),
		state: z.enum(['active', 'measured', 'archived', 'all']).default('active'),
	}),
	answer: {
		status: 200,
		description: 'A page of metrics.',
		schema: pageOf(
			metricSchema
				.extend({
					latest: period.nullable().meta({ description: 'The newest period that the token may see.' }),
				})
				.meta({ id: 'ListedMetric' }),
		),
	},
})

const figures = z.union([
	z.object({
		state: z.literal('shown'),
		grain: z.enum(grains),
		series: z.array(
			z.object({
				source: z.enum(['own', 'people', 'teams']).meta({ description: 'What the figures are made of.' }),
				points: z.array(
					z.object({
						start: day,
						value: z.number().nullable(),
						reason: z.string().nullable().meta({ description: 'Why there is no value.' }),
						values: z.int(),
						subjects: z.int(),
					}),
				),
			}),
		),
	}),
	z.object({ state: z.literal('suppressed') }),
	z.object({ state: z.literal('empty') }),
])

export const getMetricOperation = operation({
	id: 'getMetric',
	method: 'GET',
	path: '/metrics/{metricId}',
	tag: 'Metrics',
	summary: 'Reads a metric with its figures at one place of the tree',
	description: 'As the page of the metric rolls them up. People and teams are placed as they are now.',
	needs: 'metrics.read',
	params: z.strictObject({ metricId: id }),
	query: z.strictObject({
		node: id.optional().meta({ description: 'A team. The whole account unless given.' }),
		grain: z.enum(grains).optional().meta({ description: 'The length of the periods.' }),
	}),
	answer: {
		status: 200,
		description: 'The metric.',
		schema: z.object({ metric: metricSchema, node: named, figures }).meta({ id: 'MetricFigures' }),
	},
})

export const observationSchema = z
	.object({
		metricId: id,
		subject: z.object({ kind: z.enum(['account', 'team', 'member']), id }),
		startsOn: day,
		grain: z.enum(grains),
		value: z
			.string()
			.meta({ description: 'An exact decimal. Of a ratio of sums the numerator, where there is a weight.' }),
		weight: z.string().nullable(),
		importId: id.meta({ description: 'The import that wrote it.' }),
	})
	.meta({ id: 'Observation' })

export const listObservationsOperation = operation({
	id: 'listObservations',
	method: 'GET',
	path: '/observations',
	tag: 'Metrics',
	summary: 'Lists the values of one metric as they came',
	description:
		'Of people only where the token may see individuals, and of no team that is too small for the others.',
	needs: 'metrics.read',
	params: none,
	query: z.strictObject({
		...paging,
		metric: text(200).meta({ description: 'The id or key of the metric.' }),
		subject: id.optional().meta({ description: 'Of one team or member, or of the account by its own id.' }),
		from: askedDay.optional().meta({ description: 'Periods that start on this day or later.' }),
		until: askedDay.optional().meta({ description: 'Periods that start before this day.' }),
	}),
	answer: { status: 200, description: 'A page of values.', schema: pageOf(observationSchema) },
})
