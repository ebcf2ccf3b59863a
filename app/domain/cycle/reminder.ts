import { takesAnswers } from '#app/domain/check-in/phases.ts'
import type { CycleDates } from './cycle-dates.ts'
import { dueOn, shiftDay } from './cycle-dates.ts'
import type { CyclePhase } from './cycle-phase.ts'
import type { Day } from './fiscal-quarter.ts'

/** For what somebody is reminded; a mail of one day may be for several at once. */
export const reminderOccasions = [
	'opening',
	'self-due-soon',
	'self-overdue',
	'manager-due-soon',
	'manager-overdue',
	'digest',
	'by-hand',
] as const
export type ReminderOccasion = (typeof reminderOccasions)[number]

/**
 * Whom an occasion is for: `own` who has not sent their own check-in, `rate` who has not sent one about somebody, `reports`
 * who has to rate or to agree, `any` who has anything of these to do.
 */
export type ReminderSide = 'any' | 'own' | 'rate' | 'reports' | 'reopened'

export type Occasion = {
	readonly occasion: ReminderOccasion
	/** Said once for each such day: when something is due, or when it is said. Of `reopened` the day of the reopening counts. */
	readonly aboutOn: Day
	readonly side: ReminderSide
	/** Goes to those too who want nothing but the essential, or nothing for now. */
	readonly isEssential: boolean
}

/** How long before something is due it is said. */
export const remindedDaysBefore = 3
/** Who has people waiting is told again after so many days without a mail. */
export const digestDays = 7
/** The hour of the account's day from which mails go out. */
const firstHour = 8

/** Whether mails go out by themselves at a moment, where an account is. */
export function isReminderHour(timeZone: string, at: Date): boolean {
	const hour = new Intl.DateTimeFormat('en-u-nu-latn', {
		timeZone,
		hour: 'numeric',
		hourCycle: 'h23',
	}).format(at)
	return Number(hour) >= firstHour
}

type Of = CycleDates & { readonly phase: CyclePhase; readonly startsOn: Day; readonly endsOn: Day }

/**
 * What there is to say of a cycle on a day, to those for whom it is and who were not told yet. Once answers are taken of those
 * alone who are reopened, in calibration and in a correction, the reopening is their opening, and no day makes them late.
 */
export function occasionsOn(today: Day, cycle: Of): Occasion[] {
	const { phase, startsOn } = cycle
	if (phase === 'draft') return []
	const digest: Occasion = { occasion: 'digest', aboutOn: today, side: 'reports', isEssential: false }
	if (!takesAnswers({ phase, reopenedAt: null })) {
		return [{ occasion: 'opening', aboutOn: today, side: 'reopened', isEssential: true }, digest]
	}
	return [
		// The first day of the cycle's quarter stands for it: a cycle opens once.
		{ occasion: 'opening', aboutOn: startsOn, side: 'any', isEssential: true },
		...nearOrPast(today, dueOn('self', cycle), 'own', ['self-due-soon', 'self-overdue']),
		...nearOrPast(today, dueOn('manager', cycle), 'rate', ['manager-due-soon', 'manager-overdue']),
		digest,
	]
}

function nearOrPast(
	today: Day,
	due: Day,
	side: ReminderSide,
	[soon, overdue]: readonly [ReminderOccasion, ReminderOccasion],
): Occasion[] {
	if (today > due) return [{ occasion: overdue, aboutOn: due, side, isEssential: false }]
	if (today < shiftDay(due, -remindedDaysBefore)) return []
	return [{ occasion: soon, aboutOn: due, side, isEssential: false }]
}

/** The same with what HR says by hand: such a mail goes to everybody, and says all that there is to say that day. */
export function occasionsByHand(today: Day, cycle: Of): Occasion[] {
	const byHand: Occasion = { occasion: 'by-hand', aboutOn: today, side: 'any', isEssential: true }
	return [byHand, ...occasionsOn(today, cycle).map((one) => ({ ...one, isEssential: true }))]
}
