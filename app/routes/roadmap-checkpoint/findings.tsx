import { ArrowDown, ArrowUp } from 'lucide-react'
import { Link } from 'react-router'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { CheckpointPage } from './read-page.server.ts'

type Found = Exclude<NonNullable<CheckpointPage['findings']>, 'unseen'>
type Steps = Extract<Found, { kind: 'steps' }>
type Level = Extract<Found, { kind: 'level' }>

/** What the cycle that made the draft shows: which steps moved, what remains, and whether the level fits. */
export function Findings({ page }: { page: CheckpointPage }) {
	const { findings, checkpoint, plan, accountName } = page
	if (findings === null) return null
	const whose = <bdi>{plan.team?.name ?? accountName}</bdi>
	const description =
		findings === 'unseen' ? undefined : findings.kind === 'level' ? (
			<>What {whose} agreed in its assessment.</>
		) : (
			<>
				Everybody in {whose} and below, as the published results show it to you. A number is given where it
				and those who are left are {findings.k} people or more each, and nobody is named.
			</>
		)
	return (
		<Panel
			title={
				<>
					What <bdi>{checkpoint.cycleName}</bdi> shows
				</>
			}
			description={description}
		>
			<div className="flex flex-col gap-5 text-sm">
				{findings === 'unseen' ? (
					<p className="text-muted">{unseen(page)}</p>
				) : findings.kind === 'level' ? (
					<AgreedLevel level={findings} />
				) : (
					<MovedSteps steps={findings} slug={page.slug} />
				)}
			</div>
		</Panel>
	)
}

function unseen({ plan, accountName }: CheckpointPage) {
	const whose = <bdi>{plan.team?.name ?? accountName}</bdi>
	if (plan.lens === 'tier') return <>{whose} took no part in the cycle, or its results are not for you.</>
	if (plan.team === null)
		return 'Teams are assessed under this lens, and a plan of the whole account has none of its own.'
	return <>{whose} agreed no assessment in the cycle, or it is not for you.</>
}

function AgreedLevel({ level: { fit, claimed, before, href } }: { level: Level }) {
	return (
		<>
			<p>{fit}</p>
			{claimed !== null && <p>The team says of itself: {claimed}.</p>}
			{before && (
				<p>
					In <bdi>{before.cycleName}</bdi>: {before.text}.
				</p>
			)}
			<p>
				<Link to={href} className="link">
					See the assessment, and what remains to the next
				</Link>
			</p>
		</>
	)
}

function MovedSteps({ steps, slug }: { steps: Steps; slug: string }) {
	return (
		<>
			<p>
				{steps.fit ??
					`No level stands for all: some families are hidden from you, or fewer than ${steps.k} people are assessed.`}
			</p>
			{steps.isCorrectedSince && (
				<p className="text-muted">The cycle was corrected since. This is what was published first.</p>
			)}
			{steps.families.map((family) => (
				<Family key={family.id} family={family} steps={steps} />
			))}
			{steps.families.length > 1 && <FamiliesCaveat slug={slug} />}
		</>
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
