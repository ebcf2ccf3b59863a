import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import type { ReportGrouping } from '#app/domain/training-report/grouping.ts'
import { isOfPeople } from '#app/domain/training-report/grouping.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CellValue, SheetColumn } from '#app/lib/sheet/sheet.ts'
import type { StepTopic } from './list-step-topics.server.ts'
import type { ReportRow } from './read-training-report.server.ts'

type Base = {
	snapshot: TrainingNeedsScope['snapshot']
	by: ReportGrouping
	groupAttribute: string | undefined
	/** By which topic a row's step is counted; null where it is of no step, or none serves it. */
	topicOf: (row: ReportRow) => StepTopic | null
}
type Column = Omit<SheetColumn<ReportRow>, 'key' | 'paper' | 'value'> & {
	/** Its part of the width of a page, for the groupings that have it on paper. */
	paper?: number | ((by: ReportGrouping) => number | undefined)
	value: (row: ReportRow, base: Base) => CellValue
}

const tier = (halfSteps: number | null) => (halfSteps === null ? null : tierOf(halfSteps))
const rounded = (points: number) => Math.round(points * 10) / 10
const number = { type: 'number', width: 11 } as const
const points = { type: 'number', decimals: 1, width: 11 } as const
const ofSteps = (by: ReportGrouping) => (by === 'step' ? 6 : undefined)

/**
 * The columns of the grouped report as a file, for people and for machines, in every format: their keys and their order stay. A new
 * one comes at the end.
 */
const columns = {
	cycle: { label: 'Cycle', type: 'text', width: 12, value: (_row, { snapshot }) => snapshot.cycleName },
	snapshot_version: { ...number, label: 'Version', value: (_row, { snapshot }) => snapshot.version },
	published_at: {
		...{ label: 'Published at (UTC)', type: 'moment', width: 18 },
		value: (_row, { snapshot }) => snapshot.publishedAt.toISOString(),
	},
	// What the rows stand for, and this one; of an attribute also its name.
	group_by: { label: 'Grouped by', type: 'text', width: 12, value: (_row, { by }) => by },
	attribute: {
		...{ label: 'Attribute', type: 'text', width: 14 },
		value: (_row, { by, groupAttribute }) => (by === 'attribute' ? (groupAttribute ?? null) : null),
	},
	name: { label: 'Name', type: 'text', width: 44, paper: 26, value: ({ name }) => name },
	// Of questions and steps; 0.5 to 3.
	family: {
		...{ label: 'Role family', type: 'text', width: 18 },
		paper: (by) => (isOfPeople(by) ? undefined : 12),
		value: ({ familyName }) => familyName,
	},
	question_key: { label: 'Question key', type: 'text', width: 26, value: ({ questionKey }) => questionKey },
	from_tier: {
		...{ ...points, label: 'From tier', paper: ofSteps },
		value: ({ fromHalfSteps }) => tier(fromHalfSteps),
	},
	to_tier: {
		...{ ...points, label: 'To tier', paper: ofSteps },
		value: ({ toHalfSteps }) => tier(toHalfSteps),
	},
	// Who lacks a step, of who has a result and a target there.
	people: { ...number, label: 'People', paper: 7, value: ({ people }) => people },
	measured: {
		...{ ...number, label: 'Measured', paper: (by) => (isOfPeople(by) ? 8 : undefined) },
		value: ({ measured }) => measured,
	},
	steps: { ...number, label: 'Steps', paper: 7, value: ({ steps }) => steps },
	steps_without_topic: {
		...{ ...number, label: 'Steps without a topic', paper: 8 },
		value: ({ unserved }) => unserved,
	},
	people_one_step_from_target: {
		...{ ...number, label: 'One step to the target', paper: 8 },
		value: ({ oneStep }) => oneStep,
	},
	// Of all together, by the topic that serves each step; a cost for each currency: `1200 EUR; 300 USD`.
	hours: { ...number, label: 'Hours', paper: 8, value: ({ hours }) => hours },
	cost: {
		...{ label: 'Cost', type: 'text', width: 18, paper: 11 },
		value: ({ costs }) => costs.map(({ amount, currency }) => `${amount} ${currency}`).join('; '),
	},
	sessions: { ...number, label: 'Sessions', paper: 8, value: ({ sessions }) => sessions },
	// What hours and cost leave out.
	places_without_hours: {
		...{ ...number, label: 'Places without hours' },
		value: ({ placesWithoutHours }) => placesWithoutHours,
	},
	places_without_cost: {
		...{ ...number, label: 'Places without cost' },
		value: ({ placesWithoutCost }) => placesWithoutCost,
	},
	// Of the targets.
	earliest_due_on: { label: 'Target by', type: 'day', width: 12, paper: 10, value: ({ dueOn }) => dueOn },
	// 0 to 100, and what each part adds to it: distance to the target, people, date, roadmap.
	priority: {
		...{ ...points, label: 'Priority', paper: 7 },
		value: ({ priority }) => rounded(priority.score),
	},
	priority_gap: {
		...{ ...points, label: 'Of it distance' },
		value: ({ priority }) => rounded(priority.points.gap),
	},
	priority_people: {
		...{ ...points, label: 'Of it people' },
		value: ({ priority }) => rounded(priority.points.people),
	},
	priority_due: { ...points, label: 'Of it date', value: ({ priority }) => rounded(priority.points.due) },
	priority_roadmap: {
		...{ ...points, label: 'Of it roadmap' },
		value: ({ priority }) => rounded(priority.points.roadmap),
	},
	// Of a step: the topic, and whether the account has chosen it (`chosen`) or the rule has (`rule`).
	counted_by: {
		...{ label: 'Counted by', type: 'text', width: 36 },
		paper: (by) => (by === 'step' ? 16 : undefined),
		value: (row, { topicOf }) => topicOf(row)?.title ?? null,
	},
	counted_by_choice: {
		...{ label: 'Rule or choice', type: 'text', width: 12 },
		paper: (by) => (by === 'step' ? 7 : undefined),
		value: (row, { topicOf }) => {
			const topic = topicOf(row)
			return topic && (topic.isChosen ? 'chosen' : 'rule')
		},
	},
} satisfies Record<string, Column>

/** Its names in the CSV. */
export type TrainingReportKey = keyof typeof columns

export function trainingReportColumns(base: Base): SheetColumn<ReportRow>[] {
	return Object.entries<Column>(columns).map(([key, { paper, value, ...column }]) => {
		const part = typeof paper === 'function' ? paper(base.by) : paper
		return {
			...{ ...column, key },
			...(part === undefined ? {} : { paper: part }),
			value: (row) => value(row, base),
		}
	})
}
