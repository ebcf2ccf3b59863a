import type { CheckInPage } from './read-page.server.ts'

/** Before sending: who will see what. */
export function WhoSees({
	rater,
	memberName,
	managerName,
	standsInFor,
	otherCan,
}: Pick<CheckInPage, 'rater' | 'memberName' | 'managerName' | 'standsInFor' | 'otherCan'>) {
	const other = rater === 'self' ? managerName : memberName
	return (
		<div className="rounded-panel border border-line bg-sunken p-4 text-sm">
			<h3 className="text-sm leading-5">Who will see what</h3>
			<ul className="mt-2 flex list-disc flex-col gap-1 ps-5 text-pretty">
				{otherCan ? (
					<li>
						<bdi>{other}</bdi>
						{rater === 'self' && standsInFor && (
							<>
								, who stands in for <bdi>{standsInFor}</bdi>,
							</>
						)}{' '}
						sees all of this once both of you have sent, not before. You see theirs at the same moment.
					</li>
				) : (
					<li>
						Nobody can give the other side at present. If it stays so until no answers are taken any more,
						yours become the result, marked as one rater.
					</li>
				)}
				<li>
					HR sees the answers, the tier with its reasons and the evidence then, and not the note at the end.
				</li>
				{rater === 'self' && standsInFor && (
					<li>
						<bdi>{standsInFor}</bdi> sees what is agreed, not your answers.
					</li>
				)}
				<li>Managers further up see only what is agreed. Executives see groups, never a person.</li>
				<li>A draft is yours alone. What is sent can’t be changed any more.</li>
			</ul>
		</div>
	)
}
