/** When a saved report is told of by mail. */
export const reportRhythms = ['weekly', 'monthly', 'quarterly', 'publication'] as const
export type ReportRhythm = (typeof reportRhythms)[number]

export const rhythmNames: Record<ReportRhythm, string> = {
	weekly: 'Every week',
	monthly: 'Every month',
	quarterly: 'Every quarter',
	publication: 'After each publication of a cycle',
}

/** From Monday, as 1 to 7. */
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export const longestMonth = 31

export type ReportSchedule = {
	rhythm: ReportRhythm
	/** A weekday from Monday, or a day of the month; of no meaning after a publication. */
	day: number
	/** 0 to 23, where the account is. */
	hour: number
}
