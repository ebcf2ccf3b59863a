import { BookOpen } from 'lucide-react'
import { Link } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { TimeText, formatNumber, formatTier } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import { agenticEngineeringLadder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import type { Route } from './+types/route.ts'
import { TeamFramework } from './team-framework.tsx'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'frameworks.read')
	const published = await findPublishedRubric(scope, skillProgressionMap.rubric.key)
	const { key, version, title, description, source, families } =
		published?.rubric ?? skillProgressionMap.rubric
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		tiers: skillProgressionMap.tiers.map(({ halfSteps, tier, name }) => ({ halfSteps, tier, name })),
		framework: {
			key,
			version,
			title,
			description,
			sourceNote: source?.note ?? null,
			publishedAt: published?.publishedAt ?? null,
			families: families.map(({ key, name }) => ({ key, name })),
		},
		levels: cardOf(
			fiveAiCodingLevels,
			fiveAiCodingLevels.levels.map(({ level, name }) => ({ number: level, name })),
		),
		ladder: cardOf(
			agenticEngineeringLadder,
			agenticEngineeringLadder.rungs.map(({ rung, name }) => ({ number: rung, name })),
		),
	}
}

function cardOf(
	{
		key,
		version,
		title,
		description,
		source,
		audience,
	}: typeof fiveAiCodingLevels | typeof agenticEngineeringLadder,
	steps: { number: number; name: string }[],
) {
	return { key, version, title, description, sourceNote: source.note, audience, steps }
}

export const meta: Route.MetaFunction = () => [{ title: 'Frameworks · Contour' }]

export default function Frameworks({ loaderData }: Route.ComponentProps) {
	const { slug, locale, timeZone, tiers, framework } = loaderData
	const root = `/a/${slug}/frameworks`
	const map = `${root}/${framework.key}`
	return (
		<div className="stack">
			<PageHeader
				title="Frameworks"
				description="Three lenses on working with AI: one for people, whose questions check-ins ask, and two for teams. Each has a scale of its own, and no number of one can be read as a number of another."
			/>
			<Panel
				title={framework.title}
				description={framework.description}
				footer={
					<>
						<ButtonLink to={map} variant="primary" icon={BookOpen}>
							Read the map
						</ButtonLink>
						<p className="text-sm text-muted tabular-nums">
							Version {formatNumber(framework.version, locale)}
							{framework.publishedAt && (
								<>
									, published <TimeText value={framework.publishedAt} locale={locale} timeZone={timeZone} />
								</>
							)}
						</p>
					</>
				}
			>
				<div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
					<div className="flex flex-col gap-2">
						<h3 className="text-sm text-muted">Scale: tiers, for people</h3>
						<ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2 sm:grid-rows-3 sm:grid-flow-col">
							{tiers.map(({ halfSteps, tier, name }) => (
								<li key={halfSteps} className="flex items-center gap-2.5 text-sm">
									<TierMark halfSteps={halfSteps}>{formatTier(tier, locale)}</TierMark>
									{name}
								</li>
							))}
						</ul>
					</div>
					<div className="flex flex-col gap-2">
						<h3 className="text-sm text-muted">
							{formatNumber(framework.families.length, locale)}{' '}
							{framework.families.length === 1 ? 'role family' : 'role families'}
						</h3>
						<ul className="gap-6 space-y-1.5 text-sm sm:columns-2">
							{framework.families.map(({ key, name }) => (
								<li key={key}>
									<Link to={`${map}/${key}`} className="link inline-flex min-h-6 items-center">
										{name}
									</Link>
								</li>
							))}
						</ul>
					</div>
				</div>
				{framework.sourceNote && (
					<p className="mt-6 max-w-prose text-sm text-muted">{framework.sourceNote}</p>
				)}
			</Panel>
			<TeamFramework lens="AI coding level" framework={loaderData.levels} root={root} locale={locale} />
			<TeamFramework lens="Rung" framework={loaderData.ladder} root={root} locale={locale} />
		</div>
	)
}
