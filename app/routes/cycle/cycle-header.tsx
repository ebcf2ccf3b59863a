import { nextPhaseOf } from '#app/domain/cycle/cycle-dates.ts'
import { describeScope, isLimited } from '#app/domain/cycle/scope-words.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { CyclePhaseBadge } from '#app/ui/cycle-phase-badge.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { CyclePage } from './read-page.server.ts'
import { phaseTexts } from './words.ts'

export function CycleHeader({ page, account }: { page: CyclePage; account: string }) {
	const { cycle, plan, locale, timeZone } = page
	const day = (value: string | Date) => formatDate(value, locale, timeZone)
	const here = `${account}/cycles/${cycle.id}`
	const since = cycle.publishedAt
		? `Published ${day(cycle.publishedAt)}`
		: cycle.openedAt && `Open since ${day(cycle.openedAt)}`
	const crumbs = [
		{ label: 'Cycles', href: `${account}/cycles` },
		{ label: cycle.name, href: here },
	]
	if (page.kind === 'publish') crumbs.push({ label: 'Publish', href: here })
	return (
		<PageHeader
			above={<Breadcrumbs items={crumbs} />}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{page.kind === 'publish' ? `Publish ${cycle.name}` : cycle.name}
					<CyclePhaseBadge phase={cycle.phase} />
				</span>
			}
			description={page.kind === 'publish' ? undefined : phaseTexts[cycle.phase]}
			asOf={[
				`${day(cycle.startsOn)} – ${day(cycle.endsOn)}`,
				since,
				page.kind === 'publish' && isLimited(plan.scope) && describeScope(plan.scope),
			]
				.filter(Boolean)
				.join(' · ')}
			actions={<HeaderAction page={page} account={account} />}
		/>
	)
}

function isLast({ cycle, plan }: CyclePage): boolean {
	const next = nextPhaseOf(cycle.phase, plan)
	return next === null || next.phase === 'published'
}

function HeaderAction({ page, account }: { page: CyclePage; account: string }) {
	if (page.kind === 'draft' || page.kind === 'publish' || page.kind === 'move') return null
	if (page.publication && !page.publication.shown.isFinished) return null
	return page.cycle.phase === 'published' ? (
		<>
			<ButtonLink to={`${account}/cycles/${page.cycle.id}/corrections`}>Corrections</ButtonLink>
			<ButtonLink to={`${account}/heatmap`} variant="primary">
				Open the heatmap
			</ButtonLink>
		</>
	) : (
		// Before the last phase there is more to do than to publish.
		<ButtonLink to="?view=publish" variant={isLast(page) ? 'primary' : 'secondary'}>
			Review and publish
		</ButtonLink>
	)
}
