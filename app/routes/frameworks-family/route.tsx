import { Link } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { EntryQuestion } from './entry-question.tsx'
import { FamilyProvenance } from './family-provenance.tsx'
import { Levels } from './levels.tsx'
import { Operations } from './operations.tsx'
import { readFamily } from './read-family.server.ts'
import { SelfAssessment } from './self-assessment.tsx'
import { Survey } from './survey.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	const page = await readFamily(requireAccess(context, 'frameworks.read'), params.family)
	if (!page) throw notFound()
	return page
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.family.name ?? 'Role family'} · Skill progression map · Contour` },
]

export default function Family({ loaderData: page }: Route.ComponentProps) {
	const { slug, locale, family, pattern, levels, operations, survey } = page
	const root = `/a/${slug}/frameworks`
	const map = `${root}/skill-progression-map`
	const parts = [
		levels.length > 0 && { label: 'Levels', href: '#levels' },
		operations && { label: 'How level 3 is run', href: '#operations' },
		survey && { label: 'A survey beside it', href: '#survey' },
		{ label: 'Self-assessment', href: '#self-assessment' },
	].filter((part) => part !== null && part !== false)
	return (
		<div className="stack gap-10!">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Frameworks', href: root },
							{ label: page.mapTitle, href: map },
							{ label: family.name },
						]}
					/>
				}
				title={family.name}
				description={
					pattern ? (
						<>
							Dominant pattern: <strong className="font-medium text-ink">{pattern.name}</strong>.{' '}
							{pattern.text}
						</>
					) : (
						'A role family that your company added: it has questions, and no descriptions of levels.'
					)
				}
				below={
					<Tabs
						label="Role families"
						items={page.siblings.map(({ key, name }) => ({
							label: name,
							href: `${map}/${key}`,
							current: key === family.key,
						}))}
					/>
				}
			/>

			<div className="-mt-4 flex flex-col gap-4">
				{page.depth && (
					<Notice title={page.depth}>
						The source describes Engineering in most depth. This family is right in direction, but lighter.
					</Notice>
				)}
				<nav aria-label="On this page" data-print="hide">
					<ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
						{parts.map(({ label, href }) => (
							<li key={href}>
								<a href={href} className="link inline-flex min-h-6 items-center">
									{label}
								</a>
							</li>
						))}
						{page.figures > 0 && (
							<li>
								<Link
									to={`${map}/figures?family=${family.key}`}
									className="link inline-flex min-h-6 items-center"
								>
									{formatNumber(page.figures, locale)} {page.figures === 1 ? 'figure' : 'figures'} and where{' '}
									{page.figures === 1 ? 'it comes' : 'they come'} from
								</Link>
							</li>
						)}
					</ul>
				</nav>
			</div>

			{levels.length > 0 && <Levels levels={levels} tiers={page.tiers} locale={locale} />}
			{operations && <Operations operations={operations} />}
			{survey && <Survey survey={survey} locale={locale} />}

			<section aria-labelledby="self-assessment" className="flex flex-col gap-4">
				<div className="flex max-w-prose flex-col gap-2">
					<h2 id="self-assessment">Self-assessment</h2>
					<p>
						This is what a check-in asks. For each question, one option fits how the work is done today; where
						you stand between two, the half tier between them has words of its own.
					</p>
				</div>
				<EntryQuestion entry={family.entry} locale={locale} />
				<SelfAssessment family={family} tiers={page.tiers} locale={locale} />
			</section>

			<FamilyProvenance family={family} />
		</div>
	)
}
