import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { obstacleWords } from '#app/domain/team-assessment/shown-level.ts'
import type { ThreeLenses, TierLens } from '#app/domain/team-assessment/three-lenses.ts'
import { levelWords } from '#app/domain/team-assessment/team-lens.ts'
import { isHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { formatNumber, formatTier } from '#app/ui/format.tsx'
import { LensMark, levelStop } from '#app/ui/lens-mark.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import { DistributionBar } from './distribution-bar.tsx'
import { tierParts } from './tier-parts.ts'

type Props = {
	lenses: ThreeLenses
	teamId: string
	/** The address of the account. */
	root: string
	rungNames: readonly string[]
	locale: string
}

/** Three scales of one team beside each other, each with its name: never mixed, and never one figure of two. */
export function ThreeLensesPanel({ lenses, teamId, root, rungNames, locale }: Props) {
	const { tier, hasTeamsBelow, tiersBefore, level, rung, finding, applies } = lenses
	const all = `${root}/teams/${teamId}/assessments`
	const assessment = (id: string) => `${all}/${id}`
	return (
		<section aria-labelledby="three-lenses" className="flex flex-col gap-3">
			<h2 id="three-lenses">Three lenses, side by side</h2>
			{finding && (
				<Notice tone="warning" title="Two lenses say different things">
					{finding}
				</Notice>
			)}
			<div className="grid gap-px overflow-hidden rounded-panel border border-line bg-line lg:grid-cols-3">
				<Lens
					name="Tiers of its people"
					note={tier.cycleName && hasTeamsBelow ? `${tier.cycleName}, with the teams below` : tier.cycleName}
				>
					<Tiers tier={tier} teamId={teamId} root={root} locale={locale} />
					<TiersBefore points={tiersBefore} locale={locale} />
				</Lens>
				<Lens name="AI coding level" note={level?.cycleName ?? null}>
					{level ? (
						<>
							<LevelLine label="Claimed" level={level.claimed} locale={locale} />
							<LevelLine label="Shown" level={level.shown} locale={locale} />
							<BeforeNext {...{ lenses, locale }} shown={level.shown} />
							<Link to={assessment(level.assessmentId)} className="link w-fit">
								Why, check by check
							</Link>
						</>
					) : (
						<NotAgreed applies={applies.level} href={all} />
					)}
				</Lens>
				<Lens name="Agentic ladder" note={rung?.cycleName ?? null}>
					{rung ? (
						<>
							<span className="flex items-center gap-2.5">
								<LensMark lens="Rung" stop={rung.rung} value={rung.rung} locale={locale} />
								<span>
									Rung {formatNumber(rung.rung, locale)} · {rungNames[rung.rung - 1]}
								</span>
							</span>
							<span className="text-muted">
								Its trap {rung.trapRecognized ? 'is recognized' : 'is not recognized'}
							</span>
							<Link to={assessment(rung.assessmentId)} className="link w-fit">
								What that means
							</Link>
						</>
					) : (
						<NotAgreed applies={applies.rung} href={all} />
					)}
				</Lens>
			</div>
			<p className="max-w-prose text-sm text-muted">
				Tiers, levels and rungs count different things. No number of one can be read as a number of another.
			</p>
		</section>
	)
}

function Lens({ name, note, children }: { name: string; note: string | null; children: ReactNode }) {
	return (
		<div className="flex min-w-0 flex-col gap-2.5 bg-panel px-4 py-4 text-sm sm:px-5">
			<div>
				<h3 className="text-base leading-6">{name}</h3>
				{note && <p className="text-muted">{note}</p>}
			</div>
			{children}
		</div>
	)
}

function LevelLine({ label, level, locale }: { label: string; level: number; locale: string }) {
	return (
		<span className="flex items-center gap-2.5">
			<span className="w-16 text-muted">{label}</span>
			{level > 0 && <LensMark lens="AI coding level" stop={levelStop(level)} value={level} locale={locale} />}
			<span>{levelWords(level)}</span>
		</span>
	)
}

/** How many of the checks before the next level stand there; the page of the assessment has all. */
const fewChecks = 3

function BeforeNext({ lenses, shown, locale }: { lenses: ThreeLenses; shown: number; locale: string }) {
	const { beforeNext } = lenses
	if (beforeNext.length === 0) return null
	const left = beforeNext.length - fewChecks
	return (
		<div className="flex flex-col gap-1.5 border-t border-line pt-2.5">
			<h4 className="text-sm font-medium">Before AI coding level {formatNumber(shown + 1, locale)}</h4>
			<ul className="flex list-disc flex-col gap-1 ps-4.5 marker:text-control">
				{beforeNext.slice(0, fewChecks).map(({ check, why }) => (
					<li key={check.key}>
						{check.text}: <span className="text-muted">{obstacleWords[why]}</span>
					</li>
				))}
			</ul>
			{left > 0 && (
				<span className="text-muted">
					and {formatNumber(left, locale)} more {left === 1 ? 'check' : 'checks'}
				</span>
			)}
		</div>
	)
}

/** Nothing to show, and where that is changed. */
function NotAgreed({ applies, href }: { applies: boolean | null; href: string }) {
	if (!applies) {
		const text = applies === null ? 'Nobody has said yet whether it applies.' : 'Does not apply to this team.'
		return <span className="text-muted">{text}</span>
	}
	return (
		<>
			<span className="text-muted">Not agreed yet.</span>
			<Link to={href} className="link w-fit">
				Assessments of the team
			</Link>
		</>
	)
}

const unshownTexts = {
	suppressed: 'Hidden to protect people: the group is small, or would give one away.',
	'not-assessed': 'Nobody of the team has a result in this cycle.',
	nothing: 'No published result that you can see.',
}

function TiersBefore({ points, locale }: { points: ThreeLenses['tiersBefore']; locale: string }) {
	if (points.length === 0) return null
	return (
		<dl
			className="flex flex-col gap-1.5 border-t border-line pt-2.5"
			aria-label="Median of the cycles before"
		>
			{points.map(({ cycleName, medianHalfSteps: median, n }) => (
				<div key={cycleName} className="flex items-center gap-2.5">
					<dt className="min-w-16 text-muted">{cycleName}</dt>
					<dd className="flex flex-wrap items-center gap-x-2.5">
						{isHalfSteps(median) && (
							<TierBadge
								halfSteps={median}
								tier={formatTier(tierOf(median), locale)}
								name={tierNames[median]}
							/>
						)}
						<span className="whitespace-nowrap text-muted">{formatNumber(n, locale)} assessed</span>
					</dd>
				</div>
			))}
		</dl>
	)
}

type TiersProps = { tier: TierLens; teamId: string; root: string; locale: string }

function Tiers({ tier, teamId, root, locale }: TiersProps) {
	if (tier.kind !== 'shown') return <span className="text-muted">{unshownTexts[tier.kind]}</span>
	const { medianHalfSteps: median, n, isPart, distribution, cycleName } = tier
	return (
		<>
			<span className="flex items-center gap-2.5">
				<span className="text-muted">Median</span>
				{isHalfSteps(median) && (
					<TierBadge halfSteps={median} tier={formatTier(tierOf(median), locale)} name={tierNames[median]} />
				)}
			</span>
			<DistributionBar
				label={`People at each tier, ${cycleName}`}
				parts={tierParts({ distribution }, locale)}
				legend="spoken"
			/>
			<span className="text-muted">
				{formatNumber(n, locale)} assessed{isPart && ', of the families that are shown to you'}
			</span>
			<Link to={`${root}/heatmap?${new URLSearchParams({ node: teamId })}`} className="link w-fit">
				Heatmap
			</Link>
		</>
	)
}
