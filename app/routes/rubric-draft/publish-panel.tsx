import { Send, Trash2 } from 'lucide-react'
import { Form } from 'react-router'
import { fieldAnchor } from '#app/domain/framework/field-anchor.ts'
import { Button } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { DraftPage } from './read-page.server.ts'
import type { DraftAnswer } from './route.tsx'

type Props = { page: DraftPage; answer: DraftAnswer; root: string }

/** What is missing, each with a link to where it is mended, or the way to publish. */
export function PublishPanel({ page, answer, root }: Props) {
	const { problems, changes, version, revision, locale } = page
	const isUnchanged = changes?.length === 0
	return (
		<>
			{answer?.message && (
				<AnswerNotice tone="error" title="Nothing is done">
					{answer.message}
				</AnswerNotice>
			)}
			<Panel
				title={
					problems.length > 0
						? `${formatNumber(problems.length, locale)} ${problems.length === 1 ? 'thing is' : 'things are'} missing`
						: isUnchanged
							? 'Nothing is changed yet'
							: 'Ready to publish'
				}
				description={
					problems.length > 0
						? 'The draft is saved as it is. It can be published once all of this is there.'
						: isUnchanged
							? 'Open a family to change what it asks.'
							: 'New cycles ask it from then on, and cycles that are drafted. A running cycle keeps its version.'
				}
				footer={
					<>
						{problems.length === 0 && !isUnchanged && (
							<Form method="post">
								<input type="hidden" name="revision" value={revision} />
								<Button name="intent" value="publish" icon={Send}>
									Publish version {formatNumber(version, locale)}
								</Button>
							</Form>
						)}
						<Confirm
							label="Discard the draft"
							icon={Trash2}
							text="Everything that was written in this draft is lost, for everybody who edits it. What is published stays as it is."
						>
							<Form method="post">
								<input type="hidden" name="revision" value={revision} />
								<Button name="intent" value="discard" variant="danger">
									Discard it
								</Button>
							</Form>
						</Confirm>
					</>
				}
			>
				{problems.length > 0 && (
					<ul className="flex flex-col gap-1.5 text-sm">
						{problems.map(({ place, message, familyKey, questionNumber, field }) => {
							const anchor = fieldAnchor(questionNumber, field)
							const href = familyKey === null ? `#${anchor}` : `${root}/${familyKey}#${anchor}`
							return (
								<li key={`${place} ${message}`} className="wrap-anywhere">
									<a href={href} className="link">
										<bdi dir="ltr">{place}</bdi>
									</a>
									: {message}
								</li>
							)
						})}
					</ul>
				)}
			</Panel>
		</>
	)
}
