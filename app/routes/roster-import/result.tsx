import { Mail, UsersRound } from 'lucide-react'
import type { RosterCounts, RowError } from '#app/domain/roster/roster-plan.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { CountTiles } from './count-tiles.tsx'
import { ErasedRows } from './erased-rows.tsx'
import { ErrorTable } from './error-table.tsx'

type Props = {
	counts: RosterCounts
	errors: readonly RowError[]
	appliedAt: Date | null
	root: string
	url: string
	locale: string
	timeZone: string
}

/** What an import did, and what comes next. */
export function Result({ counts, errors, appliedAt, root, url, locale, timeZone }: Props) {
	return (
		<div className="stack">
			<Notice
				tone="success"
				title={appliedAt ? `Applied ${formatDate(appliedAt, locale, timeZone, 'dateTime')}` : 'Applied'}
				actions={
					<>
						<ButtonLink to={`${root}/people`} size="small" icon={UsersRound}>
							See the people
						</ButtonLink>
						<ButtonLink to={`${root}/invitations`} size="small" icon={Mail}>
							Invite them
						</ButtonLink>
					</>
				}
			>
				An import sends nobody a mail. Inviting people is the next step.
			</Notice>
			<CountTiles counts={counts} locale={locale} />
			<ErasedRows count={counts.erased} locale={locale} />
			{errors.length > 0 && (
				<ErrorTable errors={errors} rows={counts.refusedRows} url={url} locale={locale} />
			)}
		</div>
	)
}
