import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import type { ReportKind } from '#app/domain/report/report-kinds.ts'
import { reports } from '#app/domain/report/report-kinds.ts'
import type { ReportSchedule } from '#app/domain/report/schedule.ts'
import { rhythmNames } from '#app/domain/report/schedule.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatDay } from './format-moment.ts'

/**
 * That it is time to look at a report. No figure, no name of a person, nor the name under which it was saved: what the report
 * shows is on its page, for who signs in.
 */
export function reportMail(of: {
	to: string
	account: { name: string; slug: string } & Locale
	kind: ReportKind
	schedule: Pick<ReportSchedule, 'rhythm'>
	reportId: string
	at: Date
	baseUrl: string
}): OutboxMail {
	const { to, account, kind, schedule, reportId, at, baseUrl } = of
	const { name, answers } = reports[kind]
	const url = `${baseUrl}/a/${account.slug}/reports/saved/${reportId}`
	return composeMail({
		to,
		subject: `Look at ${name.toLowerCase()} of ${account.name}, ${formatDay(at, account)}`,
		paragraphs: [
			`It is time for a report that you asked to be told of. ${answers}`,
			'Its figures are on the page, as they are when you open it. You may have to sign in.',
		],
		action: { label: 'See the report', url },
		why: `${account.name} on Contour tells you of this report as you chose: ${rhythmNames[schedule.rhythm].toLowerCase()}.`,
		wayOut: { label: 'Stop these mails', url: `${url}#by-mail` },
	})
}
