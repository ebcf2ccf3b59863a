import { differ } from '#app/domain/team-assessment/compare-inputs.ts'
import { levelWords } from '#app/domain/team-assessment/team-lens.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { AssessmentPage } from './read-page.server.ts'

/** Where each person sees the team. */
export function CompareSteps({ page }: { page: AssessmentPage }) {
	const { inputs, level } = page
	const steps = inputs.map(({ claimed, rung }) => (level ? claimed : rung))
	const traps = inputs.map(({ trapRecognized }) => (trapRecognized === null ? null : Number(trapRecognized)))
	const apart = differ(steps) || differ(traps)
	return (
		<Panel
			title={level ? 'The level that each sees' : 'The rung that each sees'}
			actions={
				apart ? (
					<Badge tone="late">Views differ</Badge>
				) : (
					inputs.length > 1 && <Badge tone="accent">All say the same</Badge>
				)
			}
		>
			<ul className="flex flex-col gap-3 text-sm">
				{inputs.map(({ memberId, memberName, claimed, rung, trapRecognized, note }) => (
					<li key={memberId} className="flex flex-col gap-0.5">
						<span>
							<bdi className="font-medium">{memberName}</bdi>:{' '}
							{level
								? levelWords(claimed ?? 0)
								: `Rung ${rung}, its trap ${trapRecognized ? 'recognized' : 'not recognized'}`}
						</span>
						{note && <span className="max-w-prose whitespace-pre-line text-muted">{note}</span>}
					</li>
				))}
			</ul>
		</Panel>
	)
}
