import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import type { ExportFormat } from '#app/domain/job/export-format.ts'
import { formatNames } from '#app/domain/job/export-format.ts'
import { composeMail } from './compose-mail.server.ts'
import type { Locale } from './format-moment.ts'
import { formatMoment } from './format-moment.ts'

/** Tells who has asked for a file that it is ready. The file itself is in no mail: the page asks who comes for it. */
export function exportReadyMail(of: {
	to: string
	account: { name: string; slug: string } & Locale
	jobId: string
	/** What was narrowed to, in one line. */
	what: string
	format: ExportFormat
	rows: number
	until: Date
	baseUrl: string
}): OutboxMail {
	const { account, format } = of
	const until = formatMoment(of.until, account)
	const rows = new Intl.NumberFormat(account.locale).format(of.rows)
	return composeMail({
		to: of.to,
		subject: `Get your ${formatNames[format]} file of training needs by ${until}`,
		paragraphs: [
			`The file that you asked for is ready: ${of.what}, ${rows} ${of.rows === 1 ? 'step' : 'steps'}.`,
			`It waits for you alone until ${until}. The page asks you to sign in.`,
		],
		action: { label: 'Get the file', url: `${of.baseUrl}/a/${account.slug}/jobs/${of.jobId}` },
		why: `Contour sends this because you asked for this file in ${account.name}. If you did not, tell its owners.`,
	})
}
