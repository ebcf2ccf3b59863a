import type { ReminderOccasion } from './reminder.ts'

/** For what a reminder was sent. */
export const occasionNames: Record<ReminderOccasion, string> = {
	opening: 'The cycle opened',
	'self-due-soon': 'Own check-in due soon',
	'self-overdue': 'Own check-in overdue',
	'manager-due-soon': 'Answers as a manager due soon',
	'manager-overdue': 'Answers as a manager overdue',
	digest: 'People wait, weekly',
	'by-hand': 'By hand',
}
