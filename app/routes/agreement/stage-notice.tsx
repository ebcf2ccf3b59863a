import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { AgreementPage } from './read-page.server.ts'

/** What is to be done about a pair, and by whom. */
export function StageNotice({ page, agreeing }: { page: AgreementPage; agreeing: boolean }) {
	const { stage, viewer, comparison, locale, managerName, memberName, mayAgree, can } = page
	const apart = comparison.wholeTierApart
	if (stage === 'not-agreed') {
		return (
			<Notice>
				{page.published
					? 'The cycle was published before the two agreed, so it holds no result for this check-in.'
					: 'The review ended before both were in. Published like this, it counts as not assessed.'}
			</Notice>
		)
	}
	if (stage === 'alone') {
		return (
			<Notice>
				Nobody can give the other side. If it stays so until no answers are taken any more, this side becomes
				the result, marked as one rater.
			</Notice>
		)
	}
	if (stage !== 'to-agree' && !agreeing) return null
	return (
		<Notice tone={apart > 0 ? 'warning' : 'info'} title={apart > 0 ? apartText(apart, locale) : undefined}>
			{viewer === 'self' ? (
				<>
					Talk it over. {can.manager ? <bdi>{managerName}</bdi> : 'HR'} records what the two of you agree on.
				</>
			) : viewer === 'manager' ? (
				'Talk it over, question by question, and record what you agree on. Equal answers are chosen already.'
			) : mayAgree ? (
				<>
					<bdi>{managerName}</bdi> can’t record it any more. Talk it over with <bdi>{memberName}</bdi>,
					question by question, and record what is agreed. Equal answers are chosen already.
				</>
			) : (
				'Both are in. The two have not agreed yet.'
			)}
		</Notice>
	)
}

const apartText = (count: number, locale: string) =>
	`${formatNumber(count, locale)} ${count === 1 ? 'answer stands' : 'answers stand'} a whole tier or more apart`
