import type { ReactNode } from 'react'
import { SaysVersusShows } from '#app/charts/says-versus-shows.tsx'
import type { SaysVersusShows as Shown } from '#app/domain/check-in/says-versus-shows.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Difference } from './difference.tsx'
import type { AgreementPage, AgreementQuestion } from './read-page.server.ts'
import { Side, SideTier } from './side.tsx'

export const nameOf = (page: AgreementPage, rater: 'self' | 'manager'): string =>
	rater === 'manager' && page.givenBy
		? page.givenBy
		: page.viewer === rater
			? 'You'
			: rater === 'self'
				? page.memberName
				: (page.managerName ?? 'Manager')

type Props = { page: AgreementPage; question: AgreementQuestion; children?: ReactNode }

/** Both answers to a question, how far they are apart, and below them what is agreed. */
export function QuestionPair({ page, question, children }: Props) {
	const { sides, comparison, locale } = page
	const compared = comparison.questions.find(({ questionKey }) => questionKey === question.key)
	return (
		<section className="flex flex-col gap-3 border-t border-line pt-6">
			<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
				<h2 className="min-w-0">{question.text}</h2>
				{compared && <Difference compared={compared} locale={locale} />}
			</div>
			<div className="grid gap-3 sm:grid-cols-2">
				{sides.self && (
					<Side name={nameOf(page, 'self')} side={sides.self} question={question} locale={locale} />
				)}
				{sides.manager && (
					<Side name={nameOf(page, 'manager')} side={sides.manager} question={question} locale={locale} />
				)}
			</div>
			<Shares page={page} shown={page.shares.questions[question.key]} />
			{children}
		</section>
	)
}

function Shares({ page, shown }: { page: AgreementPage; shown: Shown | undefined }) {
	const names = { self: nameOf(page, 'self'), manager: nameOf(page, 'manager'), agreed: 'Agreed' }
	const { mayImport, locale } = page
	return <SaysVersusShows {...{ shown, names, mayImport, locale }} root={`/a/${page.slug}`} />
}

/** The tiers that both chose, with their reasons and notes. */
export function TierPair({ page }: { page: AgreementPage }) {
	const { sides, comparison, locale } = page
	return (
		<div className="flex flex-col gap-3">
			<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
				<h2>Tier</h2>
				<Difference compared={comparison.tier} locale={locale} />
			</div>
			<div className="grid gap-3 sm:grid-cols-2">
				{sides.self && <SideTier name={nameOf(page, 'self')} side={sides.self} locale={locale} />}
				{sides.manager && <SideTier name={nameOf(page, 'manager')} side={sides.manager} locale={locale} />}
			</div>
			{page.shares.signs.map((shown) => (
				<Shares key={shown.measured.metric.id} page={page} shown={shown} />
			))}
		</div>
	)
}

/** What both answered to the entry question, where it is not the same. */
export function EntryPair({ page }: { page: AgreementPage }) {
	const { entry, comparison, sides } = page
	if (!entry) return null
	const words = (usesAi: boolean | null) => (usesAi ? entry.goOn.text : entry.below.text)
	return (
		<ul className="flex flex-col gap-1 text-sm">
			{(['self', 'manager'] as const).map(
				(rater) =>
					sides[rater] && (
						<li key={rater}>
							<bdi className="font-medium">{nameOf(page, rater)}</bdi>: {words(comparison.entry[rater])}
						</li>
					),
			)}
			{sides.self && sides.manager && !comparison.entry.same && (
				<li>
					<Badge tone="late">Different answers</Badge>
				</li>
			)}
		</ul>
	)
}
