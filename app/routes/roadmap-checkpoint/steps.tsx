import { ArrowDown, ArrowUp } from 'lucide-react'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { CheckpointPage } from './read-page.server.ts'

type Steps = Exclude<NonNullable<CheckpointPage['steps']>, 'unseen'>

/** Which steps the people moved in the cycle that made the draft, what remains, and whether the level fits. */
export function MovedStepsPanel({ page }: { page: CheckpointPage }) {
	const { steps, checkpoint, plan, accountName, slug } = page
	if (steps === null) return null
	const title = (
		<>
			What <bdi>{checkpoint.cycleName}</bdi> shows
		</>
	)
	if (steps === 'unseen') {
		return (
			<Panel title={title}>
				<p className="text-sm text-muted">
					<bdi>{plan.team?.name ?? accountName}</bdi> took no part in the cycle, or its results are not for
					you.
				</p>
			</Panel>
		)
	}
	return (
		<Panel
			title={title}
			description={
				<>
					Everybody in <bdi>{plan.team?.name ?? accountName}</bdi> and below, as the published results show it
					to you. Numbers below {steps.k} people are not given, and nobody is named.
				</>
			}
		>
			<div className="flex flex-col gap-5 text-sm">
				<p>{steps.fit ?? `Fewer than ${steps.k} people are shown, so no level is.`}</p>
				{steps.isCorrectedSince && (
					<p className="text-muted">The cycle was corrected since. This is what was published first.</p>
				)}
				{steps.families.map((family) => (
					<Family key={family.id} family={family} steps={steps} />
				))}
				{steps.families.length > 1 && <FamiliesCaveat slug={slug} />}
			</div>
		</Panel>
	)
}

function Family({ family, steps }: { family: Steps['families'][number]; steps: Steps }) {
	const { name, moved, remaining, isPartial } = family
	return (
		<section className="flex flex-col gap-2">
			<h3 className="font-semibold">
				<bdi>{name}</bdi>
			</h3>
			<h4 className="text-muted">
				{steps.comparedWith === null ? (
					'No cycle before to compare with'
				) : (
					<>
						Moved since <bdi>{steps.comparedWith}</bdi>
					</>
				)}
			</h4>
			{steps.comparedWith !== null && moved.length === 0 && <p>No step that is shown.</p>}
			<ul className="flex flex-col gap-1.5">
				{moved.map(({ key, question, text, direction }) => (
					<li key={key} className="flex gap-2">
						{direction === 'up' ? (
							<ArrowUp aria-label="More" className="mt-0.5 size-4 shrink-0" />
						) : (
							<ArrowDown aria-label="Fewer" className="mt-0.5 size-4 shrink-0" />
						)}
						<Line question={question} text={text} />
					</li>
				))}
			</ul>
			<h4 className="text-muted">Remains to {steps.target}</h4>
			{remaining.length === 0 && <p>{isPartial ? 'Nothing that is shown.' : 'Nothing.'}</p>}
			<ul className="flex flex-col gap-1.5">
				{remaining.map(({ key, question, text }) => (
					<li key={key}>
						<Line question={question} text={text} />
					</li>
				))}
			</ul>
			{isPartial && <p className="text-muted">Some of it is about too few people to be shown.</p>}
		</section>
	)
}

function Line({ question, text }: { question: string; text: string }) {
	return (
		<span className="min-w-0 wrap-anywhere">
			<bdi>{question}</bdi> <span className="text-muted">{text}</span>
		</span>
	)
}
