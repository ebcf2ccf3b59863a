import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { AgreementPage } from './read-page.server.ts'

/** That HR has reopened the pair, why, and what counts meanwhile. */
export function ReopenedNotice({ page }: { page: AgreementPage }) {
	const { reopened, published, outcome, locale, timeZone } = page
	if (!reopened) return null
	const counts = published
		? 'Everybody else goes on seeing what is published until HR publishes the correction.'
		: outcome && reopened.isEarlier && 'What was agreed before counts unless it is agreed anew.'
	return (
		<Notice title={`Reopened by HR on ${formatDate(reopened.at, locale, timeZone)}`}>
			“<bdi>{reopened.reason}</bdi>” {counts}
		</Notice>
	)
}
