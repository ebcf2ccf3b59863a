import { levelWords } from '#app/domain/team-assessment/team-lens.ts'
import { verdictWords } from '#app/domain/team-assessment/verdict.ts'
import { Badge } from '#app/ui/badge.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { LensMark, levelStop } from '#app/ui/lens-mark.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { BeforeNext, RegulatedCaveat, StackChallenge } from './level-notes.tsx'
import type { AssessmentPage, LevelPart } from './read-page.server.ts'

/** What the team says of itself beside what it shows, why, and every check with what it stands on. */
export function LevelResult({ page, level }: { page: AssessmentPage; level: LevelPart }) {
	const { head, locale, timeZone } = page
	const { claimed, shown, shownOn } = head
	const day = shownOn ? formatDate(shownOn, locale, timeZone) : ''
	return (
		<>
			<Stats label="AI coding level">
				<Stat label="Claimed" value={levelWords(claimed ?? 0)} note="What the team says of itself" />
				<Stat
					label="Shown"
					value={levelWords(shown ?? 0)}
					note={`By its checks with evidence, as of ${day}`}
				/>
			</Stats>
			{level.today !== null && (
				<Notice tone="warning" title={`Today it would be ${levelWords(level.today).toLowerCase()}`}>
					Evidence has expired since {day}.
				</Notice>
			)}
			<StackChallenge level={level} />
			<RegulatedCaveat level={level} reached={Math.max(claimed ?? 0, shown ?? 0)} />
			<Panel title="Why" description={level.shown.sentence}>
				<BeforeNext level={level} />
				{head.note && <p className="mt-3 max-w-prose text-sm whitespace-pre-line">{head.note}</p>}
			</Panel>
			{level.levels.map((one) => (
				<section key={one.level} aria-labelledby={`level-${one.level}`} className="flex flex-col gap-3">
					<h2 id={`level-${one.level}`} className="flex items-center gap-2.5">
						<LensMark lens="AI coding level" stop={levelStop(one.level)} value={one.level} locale={locale} />
						<span>{one.name}</span>
					</h2>
					<ul className="flex flex-col gap-px overflow-hidden rounded-panel border border-line bg-line">
						{level.checks
							.filter((check) => check.level === one.level)
							.map((check) => (
								<Check key={check.key} page={page} check={check} />
							))}
					</ul>
				</section>
			))}
		</>
	)
}

function Check({ page, check }: { page: AssessmentPage; check: LevelPart['checks'][number] }) {
	const agreed = page.checks.find(({ checkKey }) => checkKey === check.key)
	const verdict = agreed?.verdict ?? null
	return (
		<li className="flex min-w-0 flex-col gap-2 bg-panel px-4 py-3 text-sm sm:px-6">
			<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
				<span className="max-w-prose min-w-0 flex-1 basis-60 text-pretty">
					{check.text}
					{check.minimalStack && <span className="text-muted"> (minimal MLOps stack)</span>}
				</span>
				<Badge tone={verdict === 'met' ? 'accent' : 'outline'}>
					{verdict ? verdictWords[verdict] : 'Not agreed'}
				</Badge>
			</div>
			{agreed?.note && <p className="max-w-prose text-muted">{agreed.note}</p>}
			{agreed?.isReviewed && (
				<p className="text-muted">
					Proposed by <bdi>{agreed.proposedBy}</bdi>, confirmed by <bdi>{agreed.reviewedBy}</bdi>
				</p>
			)}
			<EvidenceList page={page} checkKey={check.key} items={agreed?.evidence ?? []} />
		</li>
	)
}
