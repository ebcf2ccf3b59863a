import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { CheckChoice } from './check-choice.tsx'
import { EvidenceFields } from './evidence-fields.tsx'
import { EvidenceList } from './evidence-list.tsx'
import type { AssessmentPage, LevelPart } from './read-page.server.ts'
import type { AssessmentAnswer } from './sent-fields.ts'

type Props = {
	page: AssessmentPage
	compared: LevelPart['compared'][number]
	agreed: AssessmentPage['checks'][number] | undefined
	answer: AssessmentAnswer | undefined
}

/** The open check: its evidence, and the form of who records what is agreed. Others add evidence and confirm. */
export function AgreeCheck({ page, compared: { check, common }, agreed, answer }: Props) {
	const { head, memberId } = page
	const ofCheck = answer?.sent.checkKey === check.key ? answer : undefined
	const proposal = agreed?.verdict ?? common
	return (
		<div className="flex flex-col gap-5 border-t border-line pt-4">
			<ErrorSummary errors={ofCheck?.errors ?? []} />
			<EvidenceList page={page} checkKey={check.key} items={agreed?.evidence ?? []} />
			{agreed?.verdict === 'not_applicable' && (
				<Review {...{ agreed, mine: agreed.proposedById === memberId, checkKey: check.key }} />
			)}
			<Form method="post" className="flex flex-col gap-5">
				<input type="hidden" name="checkKey" value={check.key} />
				<input type="hidden" name="version" value={head.version} />
				<input type="hidden" name="idempotencyKey" value={page.idempotencyKey} />
				{head.facilitates && (
					<CheckChoice
						check={{ ...check, minimalStack: Boolean(check.minimalStack) }}
						stored={{ verdict: proposal, note: agreed?.note ?? null }}
						answer={ofCheck}
						legend={
							agreed?.verdict || !common ? 'What does the team agree on?' : 'All say the same. Does it stand?'
						}
					/>
				)}
				<EvidenceFields page={page} answer={ofCheck} isOpen={!head.facilitates} />
				<div>
					<Button name="intent" value={head.facilitates ? 'check' : 'evidence'}>
						{head.facilitates ? 'Record and go on' : 'Add the evidence'}
					</Button>
				</div>
			</Form>
		</div>
	)
}

/** That a check does not apply takes somebody else than who proposed it. */
function Review({
	agreed,
	mine,
	checkKey,
}: {
	agreed: AssessmentPage['checks'][number]
	mine: boolean
	checkKey: string
}) {
	if (agreed.isReviewed) {
		return (
			<p className="text-sm text-muted">
				<bdi>{agreed.proposedBy}</bdi> proposed that it does not apply, <bdi>{agreed.reviewedBy}</bdi>{' '}
				confirmed it.
			</p>
		)
	}
	if (mine) {
		return (
			<p className="text-sm text-muted">
				You proposed that it does not apply. It counts once somebody else who takes part confirms it on this
				page.
			</p>
		)
	}
	return (
		<Form method="post" className="flex flex-wrap items-center gap-3 text-sm">
			<input type="hidden" name="checkKey" value={checkKey} />
			<input type="hidden" name="proposedById" value={agreed.proposedById ?? ''} />
			<input type="hidden" name="proposedNote" value={agreed.note ?? ''} />
			<span>
				<bdi>{agreed.proposedBy}</bdi> proposes that it does not apply{agreed.note ? ':' : '.'}
				{agreed.note && <span className="text-muted"> {agreed.note}</span>}
			</span>
			<Button variant="secondary" size="small" name="intent" value="review">
				Confirm that it does not apply
			</Button>
		</Form>
	)
}
