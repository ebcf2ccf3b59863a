import { verdictWords } from '#app/domain/team-assessment/verdict.ts'
import { Badge } from '#app/ui/badge.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { LensMark, levelStop } from '#app/ui/lens-mark.tsx'
import { AgreeCheck } from './agree-check.tsx'
import type { AssessmentPage, LevelPart } from './read-page.server.ts'
import type { AssessmentAnswer } from './sent-fields.ts'

type Props = {
	page: AssessmentPage
	level: LevelPart
	answer: AssessmentAnswer | undefined
	/** The check that the address asks for. */
	asked: string | null
}

type Compared = LevelPart['compared'][number]

/** Every check with what each says, those first on which people differ. One of them is open at a time. */
export function CompareChecks({ page, level, answer, asked }: Props) {
	const agreedOn = new Map(page.checks.map((check) => [check.checkKey, check]))
	const isAgreed = ({ check }: Compared) => (agreedOn.get(check.key)?.verdict ?? null) !== null
	const wanted = answer?.sent.checkKey ?? asked
	/** Somebody else proposed that it does not apply, and waits for this reader. */
	const isToConfirm = ({ check }: Compared) => {
		const agreed = agreedOn.get(check.key)
		return agreed !== undefined && isProposal(agreed) && agreed.proposedById !== page.memberId
	}
	const open =
		level.compared.find(({ check }) => check.key === wanted) ??
		level.compared.find(isToConfirm) ??
		level.compared.find((one) => !isAgreed(one))
	const done = page.checks.filter((check) => check.verdict !== null && !isProposal(check)).length
	return (
		<section aria-labelledby="checks" className="flex flex-col gap-4">
			<div>
				<h2 id="checks">Check by check, differences first</h2>
				<p className="mt-1 text-sm text-muted">
					{formatNumber(done, page.locale)} of {formatNumber(level.compared.length, page.locale)} agreed
				</p>
			</div>
			<ul className="flex flex-col gap-px overflow-hidden rounded-panel border border-line bg-line">
				{level.compared.map((compared) => {
					const { check, difference } = compared
					const isOpen = open?.check.key === check.key
					const agreed = agreedOn.get(check.key)
					return (
						<li
							key={check.key}
							id={isOpen ? 'check' : undefined}
							className="flex min-w-0 flex-col gap-3 bg-panel px-4 py-4 sm:px-6"
						>
							<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
								<div className="flex min-w-0 flex-1 basis-60 items-start gap-3">
									<LensMark
										lens="AI coding level"
										stop={levelStop(check.level)}
										value={check.level}
										locale={page.locale}
									/>
									<h3 className="max-w-prose text-base leading-6 font-normal text-pretty">{check.text}</h3>
								</div>
								<span className="flex flex-wrap gap-2">
									{difference > 0 && <Badge tone="late">Views differ</Badge>}
									{agreed?.verdict &&
										(isProposal(agreed) ? (
											<Badge tone="late">Proposed: {verdictWords[agreed.verdict]}</Badge>
										) : (
											<Badge tone="accent">Agreed: {verdictWords[agreed.verdict]}</Badge>
										))}
								</span>
							</div>
							<Voices page={page} compared={compared} />
							{isOpen ? (
								<AgreeCheck key={check.key} {...{ page, compared, agreed, answer }} />
							) : (
								<div>
									<ButtonLink to={`?${new URLSearchParams({ check: check.key })}#check`} size="small">
										{isToConfirm(compared)
											? 'Confirm it'
											: page.head.facilitates
												? 'Agree on it'
												: 'Evidence'}
										<span className="sr-only">: {check.text}</span>
									</ButtonLink>
								</div>
							)}
						</li>
					)
				})}
			</ul>
		</section>
	)
}

/** That a check does not apply holds once somebody else has confirmed it. */
const isProposal = ({ verdict, isReviewed }: AssessmentPage['checks'][number]) =>
	verdict === 'not_applicable' && !isReviewed

function Voices({ page, compared: { voices } }: { page: AssessmentPage; compared: Compared }) {
	const nameOf = (memberId: string) => page.inputs.find((input) => input.memberId === memberId)?.memberName
	const said = voices.filter(({ verdict, note }) => verdict !== null || note !== null)
	if (said.length === 0) return <p className="text-sm text-muted">Nobody said anything of it.</p>
	return (
		<ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
			{said.map(({ memberId, verdict, note }) => (
				<li key={memberId} className="min-w-0">
					<bdi className="text-muted">{nameOf(memberId)}</bdi>:{' '}
					{verdict ? verdictWords[verdict] : 'no answer'}
					{note && <span className="text-muted"> – {note}</span>}
				</li>
			))}
		</ul>
	)
}
