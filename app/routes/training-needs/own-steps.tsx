import { Link } from 'react-router'
import { describeOrigin } from '#app/domain/target/target-words.ts'
import { isHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { topicKindNames } from '#app/domain/training-topic/topic.ts'
import { formatHours } from '#app/domain/training-topic/topic-words.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { formatDate, formatTarget, formatTier } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { NeedsPage } from './read-page.server.ts'
import { servesStep, TrainingList } from './own-training.tsx'
import { Step } from './step.tsx'

type Own = NonNullable<NeedsPage['own']>

/** A member's own next step on each question. */
export function OwnSteps({ page, own }: { page: NeedsPage; own: Own }) {
	const { locale, timeZone, cycle, listOf, counts } = page
	const [first] = own.needs
	// For who leads or looks at the whole, nothing of their own is no news.
	if (!first && (listOf || counts)) return null
	if (!first) {
		return own.isMeasured ? (
			<Notice tone="success" title={`At your target in ${cycle.name}`}>
				By what was agreed then, no step is left to the target of that cycle.{' '}
				<HeldNow page={page} own={own} />
			</Notice>
		) : (
			<Notice title={`Nothing to show for ${cycle.name}`}>
				You have no agreed result in it, or no target. <HeldNow page={page} own={own} />
			</Notice>
		)
	}
	const { targetHalfSteps: target } = first
	const name = isHalfSteps(target) ? `, ${tierNames[target]},` : ''
	return (
		<Panel
			title="Your next steps"
			description={`To tier ${formatTier(tierOf(target), locale)}${name} by ${formatDate(first.dueOn, locale, timeZone)}, ${describeOrigin({ scope: first.targetScope, name: first.targetName }, { isOwn: true })}.`}
		>
			<p className="mb-4 max-w-prose text-sm text-muted empty:hidden">
				<HeldNow page={page} own={own} since={first} />
			</p>
			{first.isSingleRater && (
				<p className="mb-4 flex max-w-prose flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
					<StateBadge state="single-rater" />
					They rest on the answers of one rater alone: there was no other.
				</p>
			)}
			<ul className="flex flex-col gap-5">
				{own.needs.map((need) => (
					<li
						key={need.questionKey}
						className="flex flex-col gap-2 border-t border-line pt-5 first:border-t-0 first:pt-0"
					>
						<OwnStep page={page} own={own} need={need} />
					</li>
				))}
			</ul>
		</Panel>
	)
}

function OwnStep({ page, own, need }: { page: NeedsPage; own: Own; need: Own['needs'][number] }) {
	const { slug, locale, readsTopics } = page
	const { questionKey, fromHalfSteps, toHalfSteps, texts, topics } = need
	const training = own.training.filter((one) => servesStep(one, need))
	const planned = new Set(training.map(({ topicId }) => topicId))
	return (
		<>
			<div className="flex flex-wrap items-center gap-x-3 gap-y-1">
				<Step {...{ fromHalfSteps, toHalfSteps, locale }} />
				<h3>{texts?.question ?? questionKey}</h3>
			</div>
			{texts && <p className="max-w-prose font-medium">{texts.objective}</p>}
			{texts && (
				<dl className="grid max-w-prose gap-x-4 gap-y-1 text-sm sm:grid-cols-[4rem_minmax(0,1fr)]">
					<dt className="text-muted">Now</dt>
					<dd>{texts.from}</dd>
					<dt className="text-muted">Next</dt>
					<dd>{texts.to}</dd>
					{readsTopics && (
						<>
							<dt className="text-muted">Topics</dt>
							<dd>
								<Topics
									topics={topics.filter(({ id }) => !planned.has(id))}
									none={topics.length === 0 ? 'None in the catalogue yet' : 'No other in the catalogue'}
									{...{ slug, locale }}
								/>
							</dd>
						</>
					)}
				</dl>
			)}
			{training.length > 0 && <TrainingList page={page} training={training} />}
		</>
	)
}

/** What the person can take for a step. */
function Topics({
	topics,
	none,
	slug,
	locale,
}: {
	topics: Own['needs'][number]['topics']
	/** Said where there is none. */
	none: string
	slug: string
	locale: string
}) {
	if (topics.length === 0) return <span className="text-muted">{none}</span>
	return (
		<ul className="flex flex-col gap-0.5">
			{topics.map(({ id, title, kind, hours }) => (
				<li key={id}>
					<Link to={`/a/${slug}/training-topics/${id}`} className="link">
						<bdi>{title}</bdi>
					</Link>{' '}
					<span className="text-muted">
						{topicKindNames[kind]}
						{hours !== null && `, ${formatHours(hours, locale)}`}
					</span>
				</li>
			))}
		</ul>
	)
}

/**
 * The target that holds for the reader now.
 *
 * @param since what the cycle is measured against: where it is the same, nothing is said
 */
function HeldNow({
	page: { locale, timeZone },
	own: { held },
	since,
}: {
	page: NeedsPage
	own: Own
	since?: { targetHalfSteps: number; dueOn: string }
}) {
	if (!held || (since?.targetHalfSteps === held.halfSteps && since.dueOn === held.dueOn)) return null
	const { halfSteps, dueOn, origin } = held
	const target = formatTarget({ tier: tierOf(halfSteps), dueOn }, locale, timeZone)
	return `Your target now: ${target}, ${describeOrigin(origin, { isOwn: true })}.`
}
