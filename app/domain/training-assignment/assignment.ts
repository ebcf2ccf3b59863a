import type { TopicKind } from '#app/domain/training-topic/topic.ts'

/** Pages take this module along to the browser, so it has no schema. */
export const assignmentStates = ['planned', 'in_progress', 'done', 'dropped'] as const
export type AssignmentState = (typeof assignmentStates)[number]

export const assignmentStateNames: Record<AssignmentState, string> = {
	planned: 'Planned',
	in_progress: 'In progress',
	done: 'Done',
	dropped: 'Dropped',
}

/** What the person whose training it is may say of it. */
export const ownStates = ['in_progress', 'done'] as const satisfies readonly AssignmentState[]

export const assignmentLimits = {
	note: 500,
	/** Topics that are given at once. */
	topics: 10,
} as const

/** A topic that somebody is to take. Days are where the account is. */
export type TrainingAssignment = {
	id: string
	topicId: string
	topicKey: string
	topicTitle: string
	topicKind: TopicKind
	/** Of one person's time; null where nobody has said. */
	hours: number | null
	memberId: string
	memberName: string
	memberEmail: string | null
	memberExternalId: string | null
	/** As of now, as is the manager. */
	teamName: string | null
	managerName: string | null
	/** Whether the person has left the company. */
	hasLeft: boolean
	/** Whether it is the reader's. */
	isOwn: boolean
	/** The step for which it was given; both null where none was named. */
	questionKey: string | null
	fromHalfSteps: number | null
	dueOn: string | null
	state: AssignmentState
	/** Null unless it is done. */
	doneOn: string | null
	assignedOn: string
	/** Null where a file brought it, or where whoever gave it is gone. */
	assignedBy: string | null
	/** For the person. */
	note: string
	version: number
}

export const isOpen = ({ state }: Pick<TrainingAssignment, 'state'>): boolean =>
	state === 'planned' || state === 'in_progress'

/** Whether its day is over and it is not finished. */
export const isOverdue = (
	{ state, dueOn }: Pick<TrainingAssignment, 'state' | 'dueOn'>,
	today: string,
): boolean => dueOn !== null && dueOn < today && isOpen({ state })
