import { TimeText } from './format.tsx'

type Props = {
	comments: readonly { id: string; text: string; by: string | null; at: Date }[]
	locale: string
	timeZone: string
}

/** What people said, the oldest first. */
export function CommentList({ comments, locale, timeZone }: Props) {
	if (comments.length === 0) return <p className="text-sm text-muted">Nobody has said anything yet.</p>
	return (
		<ol className="flex flex-col gap-4">
			{comments.map(({ id, text, by, at }) => (
				<li key={id} className="flex flex-col gap-1 text-sm">
					<p className="text-muted">
						<bdi className="font-medium text-ink">{by ?? 'Somebody who has left'}</bdi> ·{' '}
						<TimeText value={at} locale={locale} timeZone={timeZone} style="dateTime" />
					</p>
					<p className="max-w-prose wrap-anywhere whitespace-pre-line">
						<bdi>{text}</bdi>
					</p>
				</li>
			))}
		</ol>
	)
}
