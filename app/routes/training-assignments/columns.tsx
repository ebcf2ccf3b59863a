import { Link } from 'react-router'
import { assignmentStateNames } from '#app/domain/training-assignment/assignment.ts'
import { topicKindNames } from '#app/domain/training-topic/topic.ts'
import { formatHours } from '#app/domain/training-topic/topic-words.ts'
import { AssignmentActions } from '#app/ui/assignment-actions.tsx'
import { AssignmentState } from '#app/ui/assignment-state.tsx'
import { StateBadge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatDate } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import type { AssignmentRow, AssignmentsPage } from './read-page.server.ts'

type Of = Pick<AssignmentsPage, 'root' | 'account' | 'here' | 'locale' | 'timeZone' | 'isOfMany'>

export function columnsOf({
	root,
	account,
	here,
	locale,
	timeZone,
	isOfMany,
}: Of): DataColumn<AssignmentRow>[] {
	const people: DataColumn<AssignmentRow>[] = [
		{
			...{ id: 'person', header: 'Person', sort: true },
			cell: ({ memberName, hasLeft }) => (
				<span className="inline-flex flex-wrap items-center gap-2">
					<bdi>{memberName}</bdi>
					{hasLeft && <StateBadge state="left" />}
				</span>
			),
		},
		{
			...{ id: 'team', header: 'Team', sort: true },
			cell: ({ teamName }) => teamName && <LongText>{teamName}</LongText>,
		},
	]
	return [
		...(isOfMany ? people : []),
		{
			...{ id: 'topic', header: 'Topic', sort: true },
			cell: ({ topicId, topicTitle, topicKind, hours }) => (
				<span>
					<Link to={`${account}/training-topics/${topicId}`} className="link">
						<LongText>{topicTitle}</LongText>
					</Link>
					<span className="block text-muted">
						{topicKindNames[topicKind]}
						{hours !== null && `, ${formatHours(hours, locale)}`}
					</span>
				</span>
			),
		},
		{
			...{ id: 'due', header: 'Due', sort: true, nowrap: true },
			cell: ({ dueOn }) => dueOn && formatDate(dueOn, locale, timeZone),
		},
		{
			...{ id: 'state', header: 'State', sort: true },
			cell: ({ state, isOverdue, doneOn }) => (
				<span className="flex flex-col gap-0.5">
					<AssignmentState state={state} name={assignmentStateNames[state]} isOverdue={isOverdue} />
					{doneOn && <span className="text-muted">{formatDate(doneOn, locale, timeZone)}</span>}
				</span>
			),
		},
		{
			...{ id: 'assigned', header: 'Assigned', sort: true, firstOrder: 'desc', phone: 'hide' },
			cell: ({ assignedOn, assignedBy }) => (
				<span>
					{formatDate(assignedOn, locale, timeZone)}
					{assignedBy && (
						<span className="block text-muted">
							by <bdi>{assignedBy}</bdi>
						</span>
					)}
				</span>
			),
		},
		{
			...{ id: 'actions', header: 'Actions', headerHidden: true },
			cell: ({ id, version, state, topicTitle, memberName }) => (
				<span className="flex flex-wrap items-center gap-2">
					<AssignmentActions
						{...{ action: root, assignmentId: id, version, state, back: here }}
						title={isOfMany ? `${topicTitle}, ${memberName}` : topicTitle}
					/>
					<Link to={`${root}/${id}`} className="link text-sm">
						Open
						<span className="sr-only">
							: {topicTitle}, {memberName}
						</span>
					</Link>
				</span>
			),
		},
	]
}
