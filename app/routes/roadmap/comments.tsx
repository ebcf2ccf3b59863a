import { Form } from 'react-router'
import { CommentList } from '#app/ui/comment-list.tsx'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-field.tsx'
import type { PlanPage } from './read-page.server.ts'

/** What is said about the plan as a whole; everybody who reads it may. */
export function Comments({ page }: { page: PlanPage }) {
	const { comments, keys, locale, timeZone } = page
	return (
		<Panel id="comments" title="Comments" description="Everybody who reads the plan sees them.">
			<div className="flex max-w-form flex-col gap-5">
				<CommentList comments={comments} locale={locale} timeZone={timeZone} />
				<Form method="post" className="flex flex-col items-start gap-3">
					<input type="hidden" name="intent" value="comment" />
					<input type="hidden" name="idempotencyKey" value={keys.comment} />
					<div className="w-full">
						<TextAreaField name="text" id="comment" label="Your comment" rows={3} maxLength={2000} required />
					</div>
					<Button variant="secondary">Comment</Button>
				</Form>
			</div>
		</Panel>
	)
}
