import type { TopicColumn } from '#app/domain/training-topic/topic-columns.ts'
import { topicColumnNames } from '#app/domain/training-topic/topic-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'

type Described = [label: string, shape: Parameters<typeof column>[2]]

const described: Record<TopicColumn, Described> = {
	key: ['Key', { width: 24, paper: 14 }],
	title: ['Title', { width: 44, paper: 24 }],
	kind: ['Kind', { width: 11, paper: 8 }],
	hours: ['Hours', { type: 'number', width: 8, paper: 6 }],
	cost: ['Cost', { type: 'number', width: 10, paper: 7 }],
	currency: ['Currency', { width: 10, paper: 8 }],
	provider: ['Provider', { width: 24, paper: 14 }],
	link: ['Link', { width: 40 }],
	capacity: ['Places', { type: 'number', width: 8, paper: 6 }],
	families: ['Role families', { width: 26, paper: 14 }],
	steps: ['Steps', { width: 40, paper: 22 }],
	description: ['Description', { width: 50 }],
	archived: ['Archived', { width: 9, paper: 7 }],
}

/** The catalogue's columns (topic-columns.ts), with what a workbook and paper need beside their names. */
export const topicColumns = topicColumnNames.map((key) => column(key, ...described[key]))
