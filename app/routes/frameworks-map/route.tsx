import { PencilLine } from 'lucide-react'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { FamilyList } from './family-list.tsx'
import { readMap } from './read-map.server.ts'
import { HumanFunctions, Transitions } from './skills.tsx'
import { TierSteps } from './tier-steps.tsx'

export async function loader({ context }: Route.LoaderArgs) {
	return readMap(requireAccess(context, 'frameworks.read'))
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.title ?? 'Skill progression map'} · Contour` },
]

export default function SkillProgressionMap({ loaderData: page }: Route.ComponentProps) {
	const { slug, locale, timeZone, publishedAt } = page
	const root = `/a/${slug}/frameworks`
	const here = `${root}/skill-progression-map`
	const own = page.families.filter(({ origin }) => origin === 'account').map(({ name }) => name)
	const edited = page.families.filter(({ origin, ownQuestions }) => origin !== 'account' && ownQuestions > 0)
	const ownText = own.length > 0 && `The role families ${own.join(', ')}.`
	const editedText = edited.length > 0 && `Questions of ${edited.map(({ name }) => name).join(', ')}.`
	return (
		<div className="stack gap-10!">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Frameworks', href: root }, { label: page.title }]} />}
				title={page.title}
				description={page.description}
				asOf={
					`Version ${formatNumber(page.version, locale)}` +
					(publishedAt ? `, published ${formatDate(publishedAt, locale, timeZone)}` : '')
				}
				actions={
					page.mayEdit && (
						<ButtonLink to={`${here}/versions`} icon={PencilLine}>
							Versions and own questions
						</ButtonLink>
					)
				}
				below={
					<Tabs
						label="Parts of the framework"
						items={[
							{ label: 'The map', href: here, current: true },
							{ label: 'Figures and sources', href: `${here}/figures` },
						]}
					/>
				}
			/>

			<section aria-labelledby="tiers" className="flex flex-col gap-4">
				<div className="flex max-w-prose flex-col gap-2">
					<h2 id="tiers">Six tiers, three of them levels</h2>
					<p>{page.introduction}</p>
				</div>
				<TierSteps tiers={page.tiers} locale={locale} />
				<p className="max-w-prose text-sm text-muted">{page.betweenLevels}</p>
			</section>

			<section aria-labelledby="families" className="flex flex-col gap-4">
				<h2 id="families">Role families</h2>
				<Notice title="Before you compare families">
					<p>{page.depth.text}</p>
					<p className="mt-1">The models they plan: {page.depth.plannedModels.join(', ').toLowerCase()}.</p>
				</Notice>
				<FamilyList families={page.families} root={here} />
			</section>

			<Transitions transitions={page.transitions} notes={page.notes} locale={locale} />
			<HumanFunctions {...page.humanFunctions} />

			<Provenance
				source={`The tiers’ names and levels, patterns, the two skills, the human functions and every figure, from “${page.sourceTitle ?? page.title}”. It defines levels 1, 2 and 3; for tiers 0.5, 1.5 and 2.5 it gives a name and a place.`}
				contour="The wording of all of it. The source’s questions begin at tier 1, so the question that decides about tier 0.5 is ours."
				account={own.length + edited.length > 0 && [ownText, editedText].filter(Boolean).join(' ')}
			/>
		</div>
	)
}
