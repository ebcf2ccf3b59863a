import type { ComponentProps } from 'react'
import { Form } from 'react-router'
import { Button } from './button.tsx'
import { CommentList } from './comment-list.tsx'
import { Panel } from './panel.tsx'
import { TextAreaField } from './text-field.tsx'

type Props = ComponentProps<typeof CommentList> & { idempotencyKey: string }

/** What is said about a plan or an item of it, with a form of the intent `comment`; everybody who reads the plan may. */
export function CommentsPanel({ idempotencyKey, ...list }: Props) {
	return (
		<Panel id="comments" title="Comments" description="Everybody who reads the plan sees them.">
			<div className="flex max-w-form flex-col gap-5">
				<CommentList {...list} />
				<Form key={list.comments.length} method="post" className="flex flex-col items-start gap-3">
					<input type="hidden" name="intent" value="comment" />
					<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
					<div className="w-full">
						<TextAreaField name="text" id="comment" label="Your comment" rows={3} maxLength={2000} required />
					</div>
					<Button variant="secondary">Comment</Button>
				</Form>
			</div>
		</Panel>
	)
}
