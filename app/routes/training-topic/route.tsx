import { PencilLine } from 'lucide-react'
import { Link } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { topicKindNames } from '#app/domain/training-topic/topic.ts'
import { formatCost, formatHours } from '#app/domain/training-topic/topic-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { OutsideLink } from '#app/ui/outside-link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'
import type { TopicPage } from './read-page.server.ts'
import { readTopicPage } from './read-page.server.ts'
import { TakenPanel } from './taken-panel.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readTopicPage(requireAccess(context, 'training-topics.read'), params.topicId)
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.topic.title ?? 'Training topic'} · Contour` },
]

export default function TrainingTopic({ loaderData: page }: Route.ComponentProps) {
	const { topic, mayEdit, locale, root } = page
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Training topics', href: root }, { label: topic.title }]} />}
				title={<bdi>{topic.title}</bdi>}
				actions={
					mayEdit && (
						<ButtonLink to={`${root}/${topic.id}/edit`} icon={PencilLine}>
							Edit
						</ButtonLink>
					)
				}
			/>
			{topic.isArchived && (
				<Notice title="Archived">It is out of the catalogue, and beside no step any more.</Notice>
			)}
			{topic.isProposal && mayEdit && (
				<Notice title="Contour’s proposal">
					An entry of the starter catalogue: a starting point, with hours that are an estimate. It is yours
					once you change it.
				</Notice>
			)}
			<Panel title="The topic">
				{topic.description !== '' && (
					<p className="mb-4 max-w-prose text-sm whitespace-pre-line">{topic.description}</p>
				)}
				<DefinitionList
					items={[
						{ term: 'Kind', value: topicKindNames[topic.kind] },
						{ term: 'Hours', value: topic.hours === null ? '–' : formatHours(topic.hours, locale) },
						{ term: 'Cost for one person', value: formatCost(topic, locale) ?? '–' },
						{ term: 'Provider', value: topic.provider ? <bdi>{topic.provider}</bdi> : '–' },
						{
							term: 'Places',
							value: topic.capacity === null ? '–' : `${formatNumber(topic.capacity, locale)} at once`,
						},
						{ term: 'For', value: topic.families.map(({ name }) => name).join(', ') || 'Everybody' },
						...(topic.link ? [{ term: 'Link', value: <OutsideLink href={topic.link} /> }] : []),
						...(mayEdit ? [{ term: 'Key in files', value: <code>{topic.key}</code> }] : []),
					]}
				/>
			</Panel>
			<Steps page={page} />
			<TakenPanel page={page} />
		</div>
	)
}

function Steps({ page: { steps, topic, gives, assignmentsHref } }: { page: TopicPage }) {
	return (
		<Panel title="What it serves">
			{steps.length === 0 ? (
				<p className="text-sm text-muted">No step yet, so nobody finds it beside theirs.</p>
			) : (
				<ul className="flex flex-col gap-4 text-sm">
					{steps.map(({ questionKey, fromHalfSteps, label, texts }) => (
						<li key={`${questionKey} ${label}`} className="flex max-w-prose flex-col gap-0.5">
							<span className="flex flex-wrap items-baseline gap-x-2">
								<Badge tone="outline">{label}</Badge>
								{texts?.question ?? <code>{questionKey}</code>}
							</span>
							<span className={texts ? 'font-medium' : 'text-muted'}>
								{texts?.objective ?? 'Of an earlier version of the map.'}
							</span>
							{gives && texts && (
								<Link
									to={`${assignmentsHref}/new?${new URLSearchParams({ question: questionKey, step: String(tierOf(fromHalfSteps)), topic: topic.id })}`}
									className="link"
								>
									Assign to everybody who lacks it
									<span className="sr-only">: {texts.question}</span>
								</Link>
							)}
						</li>
					))}
				</ul>
			)}
		</Panel>
	)
}
