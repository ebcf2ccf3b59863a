import { Form, Link } from 'react-router'
import { obstacleNames } from '#app/domain/roadmap/roadmap-words.ts'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-field.tsx'
import type { GatePage } from './read-page.server.ts'

/** What stands in the way of the gate, and the form that closes it. */
export function Gate({ page, refused }: { page: GatePage; refused: string | null }) {
	const sponsors = page.plan.sponsors.filter(({ hasLeft }) => !hasLeft)
	const { plan, phase, says, obstacles, left, isNext, mayClose, root, locale } = page
	const link = (id: string, text: string) => (
		<Link to={`${root}/${plan.id}/items/${id}`} className="link wrap-anywhere">
			<bdi>{text}</bdi>
		</Link>
	)
	if (phase.closedOn !== null) {
		return (
			<Notice tone="success" title={`Closed on ${formatDate(phase.closedOn, locale, 'UTC')}`}>
				{phase.exception === null ? (
					'Everything was there.'
				) : (
					<>
						By an exception: <bdi className="whitespace-pre-line">{phase.exception}</bdi>
					</>
				)}
			</Notice>
		)
	}
	if (plan.state === 'closed') {
		return (
			<Notice title="The plan is closed">
				The phase was open when it was. Whoever edits the plan can open it again.
			</Notice>
		)
	}
	return (
		<>
			{refused && (
				<Notice tone="error" title="The phase is not closed" live>
					{refused}
				</Notice>
			)}
			<Panel title="In its way" padding={obstacles.length > 0 ? 'flush' : 'normal'}>
				{obstacles.length === 0 ? (
					<p className="text-sm">{says ?? 'Nothing: everything is there.'}</p>
				) : (
					<>
						<p className="px-4 pb-3 text-sm sm:px-6">{says}</p>
						<ul className="divide-y divide-line border-t border-line">
							{obstacles.map(({ itemId, text, why }) => (
								<li
									key={itemId}
									className="flex flex-wrap justify-between gap-x-4 gap-y-1 px-4 py-3 text-sm sm:px-6"
								>
									{link(itemId, text)}
									<span className="text-muted">{obstacleNames[why]}</span>
								</li>
							))}
						</ul>
					</>
				)}
			</Panel>
			{left.length > 0 && (
				<Panel
					title="Would stay behind"
					description="They hold no gate and are open. Finish, move or drop them before the phase is closed."
				>
					<ul className="flex flex-col gap-2 text-sm">
						{left.map(({ id, text }) => (
							<li key={id}>{link(id, text)}</li>
						))}
					</ul>
				</Panel>
			)}
			{mayClose && <CloseForm page={page} />}
			{isNext && !mayClose && (
				<EmptyState title="A sponsor closes it" headingLevel={3}>
					{sponsors.length === 0 ? (
						<>
							{plan.sponsors.length === 0 ? 'No sponsor is named yet.' : 'All who were named have left.'}{' '}
							Whoever edits the plan can name one, or close the phase by an exception.
						</>
					) : (
						<bdi>{sponsors.map(({ name }) => name).join(', ')}</bdi>
					)}
				</EmptyState>
			)}
		</>
	)
}

function CloseForm({ page: { isSponsor, needsReason } }: { page: GatePage }) {
	return (
		<Panel title="Close the phase">
			<Form method="post" className="flex max-w-form flex-col items-start gap-4">
				{needsReason && (
					<div className="w-full">
						<TextAreaField
							name="exception"
							label="Why it is closed all the same"
							hint={
								isSponsor
									? 'An exception lets through what is not there. The reason stays with the plan.'
									: 'Sponsors close phases. Whoever else edits the plan gives a reason, which stays with it.'
							}
							rows={3}
							maxLength={1000}
						/>
					</div>
				)}
				<Button name="intent" value="close">
					Close the phase
				</Button>
			</Form>
		</Panel>
	)
}
