import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { WebhookAnswer } from './actions.server.ts'

type Props = {
	webhook: {
		offBecause: 'by-hand' | 'failing' | null
		failingSince: Date | null
		isReadable: boolean
	}
	answer: Pick<WebhookAnswer, 'rotated' | 'message'> | undefined
	locale: string
	timeZone: string
}

/** What just happened, and what is wrong with the webhook. */
export function WebhookNotices({ webhook, answer, ...format }: Props) {
	const { offBecause, failingSince, isReadable } = webhook
	const since = failingSince && <TimeText value={failingSince} {...format} style="dateTime" />
	return (
		<>
			{answer?.rotated && (
				<AnswerNotice tone="success" title="This is the new secret">
					<p>
						It is shown this once. Copy it to where the program keeps its secrets
						{answer.rotated.previousUntil ? (
							<>
								; until{' '}
								<TimeText value={new Date(answer.rotated.previousUntil)} {...format} style="dateTime" />{' '}
								messages are signed with the one before as well.
							</>
						) : (
							'. The one before signs no more: its key is gone.'
						)}
					</p>
					<p className="mt-2 font-mono break-all select-all">{answer.rotated.secret}</p>
				</AnswerNotice>
			)}
			{answer?.message && (
				<AnswerNotice tone="error" title="Nothing was changed">
					{answer.message}
				</AnswerNotice>
			)}
			{!isReadable && (
				<Notice tone="error" title="Its secret cannot be read here">
					It was sealed with another key than this server has, as after a move to another machine. Nothing is
					sent until you give it another secret; what waits goes out then.
				</Notice>
			)}
			{offBecause === 'failing' ? (
				<Notice tone="warning" title="Switched off because nothing arrived">
					{since ? <>Nothing that was sent since {since} has arrived. </> : null}
					Mend what answers there, switch it on and send a test.
				</Notice>
			) : (
				since && (
					<Notice tone="warning" title="Nothing arrives there at the moment">
						Since {since}. What does not arrive is tried again: see the log below.
					</Notice>
				)
			)}
		</>
	)
}
