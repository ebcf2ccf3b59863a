import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { CommentList } from '#app/ui/comment-list.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-field.tsx'
import type { ItemPage } from './read-page.server.ts'

/** What is said about the item; everybody who reads the plan may. */
export function Comments({ page: { item, keys, locale, timeZone } }: { page: ItemPage }) {
	return (
		<Panel title="Comments" description="Everybody who reads the plan sees them.">
			<div className="flex max-w-form flex-col gap-5">
				<CommentList comments={item.commentList} locale={locale} timeZone={timeZone} />
				<Form key={item.comments} method="post" className="flex flex-col items-start gap-3">
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
