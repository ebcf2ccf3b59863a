import { stepCode } from '#app/domain/training-topic/step-code.ts'
import type { TrainingAssignment } from './assignment.ts'

/** The columns of assignments as a file. Their names and their order stay: `employee id` or `email`, `topic` and `done on` can be imported. */
export const assignmentColumnNames = [
	...(['person', 'email', 'employee id', 'team', 'manager', 'topic', 'title', 'kind', 'hours'] as const),
	...(['step', 'due on', 'state', 'done on', 'assigned on', 'assigned by', 'note'] as const),
]

/** The same of one assignment. */
export const assignmentRow = (of: TrainingAssignment): (string | number | null)[] => [
	...[of.memberName, of.memberEmail, of.memberExternalId, of.teamName, of.managerName],
	...[of.topicKey, of.topicTitle, of.topicKind, of.hours],
	of.questionKey === null || of.fromHalfSteps === null
		? null
		: stepCode({ questionKey: of.questionKey, fromHalfSteps: of.fromHalfSteps }),
	...[of.dueOn, of.state, of.doneOn, of.assignedOn, of.assignedBy, of.note || null],
]
