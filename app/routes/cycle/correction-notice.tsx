import { peopleText } from '#app/lib/people-text.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { CyclePage } from './read-page.server.ts'

/** That people are reopened: who, why, and how far they are. The figures of the page stay those of the newest version. */
export function CorrectionNotice({ page }: { page: CyclePage }) {
	const { correction, cycle, locale, timeZone } = page
	if (!correction) return null
	const { reopened, done, names, reopenedAt, reason } = correction
	const others = reopened - names.length
	const who = others > 0 ? `${names.join(', ')} and ${formatNumber(others, locale)} more` : names.join(', ')
	return (
		<Notice
			title={
				reopenedAt
					? `Under correction since ${formatDate(reopenedAt, locale, timeZone)}`
					: `${peopleText(reopened, locale)} reopened`
			}
			actions={<ButtonLink to="corrections">See the correction</ButtonLink>}
		>
			{reason !== null && (
				<>
					“<bdi>{reason}</bdi>”{' '}
				</>
			)}
			<bdi>{who}</bdi>. {formatNumber(done, locale)} of {formatNumber(reopened, locale)} agreed anew.{' '}
			{cycle.phase === 'published'
				? 'The figures below are those of the newest version.'
				: 'Whoever has not agreed anew at publication keeps what was agreed before.'}
		</Notice>
	)
}
