import { Form, Link } from 'react-router'
import { levelWords, teamLensNames } from '#app/domain/team-assessment/team-lens.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { TeamAssessmentsPage } from './read-page.server.ts'

type Lens = TeamAssessmentsPage['lensesOf'][number]
type Props = { page: TeamAssessmentsPage; lens: Lens }

const stateWords = {
	collecting: 'views are being given',
	revealed: 'being agreed on',
	agreed: 'agreed',
} as const

/** One lens of the team: the assessment of the running cycle, and those before. */
export function LensPanel({ page, lens }: Props) {
	const { slug, team, running } = page
	const isLevel = lens.key === 'five-ai-coding-levels'
	const framework = `/a/${slug}/frameworks/${lens.key}`
	return (
		<Panel
			title={teamLensNames[lens.key]}
			description={
				isLevel
					? `For teams that build product features. ${page.checksNote}`
					: 'For engineering teams: how they work with coding agents.'
			}
			actions={
				<ButtonLink to={framework} size="small">
					The framework
				</ButtonLink>
			}
		>
			<div className="flex flex-col gap-4 text-sm">
				{lens.applies ? (
					<Current page={page} lens={lens} />
				) : (
					<p className="text-muted">
						{!isLevel && page.isOpen
							? 'Nobody has said yet whether this is an engineering team.'
							: 'This lens does not apply to the team.'}{' '}
						{page.mayMark ? (
							<Link to={`/a/${slug}/teams/lenses`} className="link">
								Say which lenses apply
							</Link>
						) : (
							'HR says which lenses apply.'
						)}
					</p>
				)}
				{lens.past.length > 0 && (
					<ul aria-label={`History of ${team.name}`} className="flex flex-col border-t border-line">
						{lens.past.map((one) => (
							<li
								key={one.id}
								className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 border-b border-line py-2 last:border-b-0"
							>
								<Link to={`/a/${slug}/teams/${team.id}/assessments/${one.id}`} className="link">
									{one.cycleName}
								</Link>
								<span>{resultOf(one, page)}</span>
							</li>
						))}
					</ul>
				)}
				{lens.past.length === 0 && lens.applies && !running && (
					<p className="text-muted">Nothing yet. Assessments begin in a running cycle.</p>
				)}
			</div>
		</Panel>
	)
}

/** 'Claimed level 3 · shown level 2', 'Rung 4 · Workflows', or that nothing was agreed. */
function resultOf(one: Lens['past'][number], { rungNames }: TeamAssessmentsPage): string {
	if (one.claimed !== null) {
		return `Claimed ${levelWords(one.claimed).toLowerCase()} · shown ${levelWords(one.shown ?? 0).toLowerCase()}`
	}
	return one.rung === null ? 'Not agreed' : `Rung ${one.rung} · ${rungNames[one.rung - 1] ?? ''}`
}

function Current({ page, lens }: Props) {
	const { slug, team, running, locale, timeZone } = page
	if (!running) return null
	const { current } = lens
	if (current) {
		return (
			<div className="flex flex-wrap items-center justify-between gap-3">
				<span>
					{running.name}: {current.agreedAt ? resultOf(current, page) : stateWords[current.state]}
					{current.agreedAt && `, agreed on ${formatDate(current.agreedAt, locale, timeZone)}`}
				</span>
				<ButtonLink to={`/a/${slug}/teams/${team.id}/assessments/${current.id}`}>
					Open {running.name}
				</ButtonLink>
			</div>
		)
	}
	if (!running.mayStart) return <p className="text-muted">{running.name}: not begun.</p>
	return (
		<Form method="post" className="flex flex-wrap items-center justify-between gap-3">
			<span>{running.name}: not begun.</span>
			<Button variant="secondary" name="framework" value={lens.key}>
				Begin
			</Button>
		</Form>
	)
}
