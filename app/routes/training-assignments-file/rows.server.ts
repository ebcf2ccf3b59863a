import type { TrainingAssignment } from '#app/domain/training-assignment/assignment.ts'
import { stepCode } from '#app/domain/training-topic/step-code.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'

const day = { type: 'day', width: 12 } as const

/**
 * The columns of assignments as a file. Their names and their order stay, a new one comes at the end: `employee id` or `email`, `topic`
 * and `done on` can be imported.
 */
export const assignmentColumns = [
	column('person', 'Person', { width: 26, paper: 16 }),
	column('email', 'Email', { width: 30 }),
	column('employee id', 'Employee id', { width: 14 }),
	column('team', 'Team', { width: 24, paper: 14 }),
	column('manager', 'Manager', { width: 24, paper: 14 }),
	column('topic', 'Topic key', { width: 22 }),
	column('title', 'Topic', { width: 40, paper: 24 }),
	column('kind', 'Kind', { width: 11, paper: 8 }),
	column('hours', 'Hours', { type: 'number', width: 8, paper: 5 }),
	column('step', 'Step', { width: 26 }),
	column('due on', 'Due on', { ...day, paper: 10 }),
	column('state', 'State', { width: 12, paper: 9 }),
	column('done on', 'Done on', { ...day, paper: 10 }),
	column('assigned on', 'Assigned on', day),
	column('assigned by', 'Assigned by', { width: 24 }),
	column('note', 'Note', { width: 40 }),
]

/** The same of one assignment. */
export const assignmentRow = (of: TrainingAssignment): CellRow => [
	...[of.memberName, of.memberEmail, of.memberExternalId, of.teamName, of.managerName],
	...[of.topicKey, of.topicTitle, of.topicKind, of.hours],
	of.questionKey === null || of.fromHalfSteps === null
		? null
		: stepCode({ questionKey: of.questionKey, fromHalfSteps: of.fromHalfSteps }),
	...[of.dueOn, of.state, of.doneOn, of.assignedOn, of.assignedBy, of.note || null],
]
