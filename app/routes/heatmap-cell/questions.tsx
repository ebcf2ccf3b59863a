import { DistributionBar } from '#app/charts/distribution-bar.tsx'
import { tierParts } from '#app/charts/tier-parts.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { CellPage } from './read-page.server.ts'

type Question = CellPage['questions'][number]

/** The family's questions with what was agreed on each. */
export function Questions({
	page: { questions, locale, now, rubric, cycle, comparesVersions, comparisonName },
}: {
	page: CellPage
}) {
	const says = questions.some(({ result }) => result.kind === 'shown')
	if (questions.length === 0 || (!says && now.tier.kind !== 'shown')) return null
	return (
		<Panel
			title="Question by question"
			description={
				`The agreed answers to ${rubric.title}, version ${formatNumber(rubric.version, locale)}, as the people were asked in ${cycle.name}.` +
				(comparesVersions
					? ` ${comparisonName} was asked by another version: only tiers are compared with it, no answers.`
					: '')
			}
		>
			<ol className="flex flex-col gap-6">
				{questions.map((question) => (
					<li key={question.key} id={question.key} className="flex scroll-mt-20 flex-col gap-2">
						<h3 className="max-w-prose text-sm leading-5">{question.text}</h3>
						<Answers question={question} locale={locale} when={cycle.name} />
					</li>
				))}
			</ol>
		</Panel>
	)
}

function Answers({ question, locale, when }: { question: Question; locale: string; when: string }) {
	const { result, text } = question
	if (result.kind === 'suppressed') {
		return (
			<div>
				<StateBadge state="suppressed" />
			</div>
		)
	}
	if (result.kind !== 'shown') {
		return (
			<div>
				<StateBadge state="not-assessed" />
			</div>
		)
	}
	const { summary } = result
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	return (
		<>
			<p className="text-sm text-muted tabular-nums">
				mean {tier(summary.meanHalfSteps)} · median {tier(summary.medianHalfSteps)} ·{' '}
				{formatShare(summary.shareAtTierTwoOrAbove, locale)} at tier 2 or above ·{' '}
				{formatNumber(summary.n, locale)} {summary.n === 1 ? 'answer' : 'answers'} · {when}
			</p>
			<DistributionBar label={`${text} ${when}`} parts={tierParts(summary, locale)} legend="spoken" />
		</>
	)
}
