import { LockKeyhole } from 'lucide-react'
import { useId } from 'react'
import { useFetcher } from 'react-router'
import { Button } from './button.tsx'
import { TimeText } from './format.tsx'
import { Notice } from './notice.tsx'
import { TextAreaField } from './text-field.tsx'

type NoteText = { text: string; version: number; updatedAt: Date }

/** What saving a note answers. */
export type NoteAnswer =
	| { kind: 'saved'; version: number; savedAt: Date }
	| { kind: 'invalid'; message: string; text: string }
	/** Another tab has saved another text. */
	| { kind: 'conflict'; current: NoteText | null; text: string }

export type PrivateNoteProps = {
	/** The address of the note, which saves it. */
	href: string
	note: NoteText | null
	/** The same author's notes of earlier cycles. */
	earlier: readonly { cycleName: string; text: string }[]
	locale: string
	timeZone: string
	/** What a save without a script was answered with. */
	answer?: NoteAnswer | undefined
}

/** A note that only its author reads, with those of earlier cycles. Saves beside the page that it stands on. */
export function PrivateNote({ href, note, earlier, locale, timeZone, answer }: PrivateNoteProps) {
	const id = useId()
	const fetcher = useFetcher<NoteAnswer>()
	const last = fetcher.data ?? answer
	const conflict = last?.kind === 'conflict' ? last : null
	const version =
		last?.kind === 'saved' ? last.version : ((conflict ? conflict.current?.version : note?.version) ?? 0)
	const savedAt = last?.kind === 'saved' ? last.savedAt : note?.updatedAt
	return (
		<details className="disclosure max-w-form border-t border-line pt-6" open={Boolean(note?.text || last)}>
			<summary className="text-sm font-medium text-accent">
				<span className="inline-flex items-center gap-1.5">
					<LockKeyhole aria-hidden className="size-4" /> Private note
				</span>
			</summary>
			<div className="flex flex-col gap-4 pt-3">
				{conflict && (
					<Notice tone="warning" live title="Another tab has saved another note">
						<p>
							Nothing was overwritten. Below stands what you typed here; saving it now replaces what is saved:
						</p>
						<p dir="auto" className="mt-2 max-h-40 overflow-y-auto whitespace-pre-wrap">
							{conflict.current?.text || '–'}
						</p>
					</Notice>
				)}
				<fetcher.Form method="post" action={href} className="flex flex-col gap-3">
					<input type="hidden" name="noteVersion" value={version} readOnly />
					<TextAreaField
						id={`${id}-note`}
						name="noteText"
						label="For you alone"
						hint="Nobody else reads it: not the other side, not HR. It goes when your access goes."
						rows={3}
						dir="auto"
						defaultValue={last && 'text' in last ? last.text : (note?.text ?? '')}
						errors={last?.kind === 'invalid' ? [last.message] : undefined}
					/>
					<div className="flex flex-wrap items-center gap-3">
						<Button variant="secondary" size="small">
							Save note
						</Button>
						<p role="status" className="text-sm text-muted">
							{fetcher.state !== 'idle'
								? 'Saving …'
								: savedAt &&
									last?.kind !== 'conflict' && (
										<>
											Saved <TimeText value={savedAt} locale={locale} timeZone={timeZone} style="dateTime" />
										</>
									)}
						</p>
					</div>
				</fetcher.Form>
				{earlier.length > 0 && (
					<dl className="flex flex-col gap-3 text-sm">
						{earlier.map(({ cycleName, text }) => (
							<div key={cycleName}>
								<dt className="font-medium">Your note of {cycleName}</dt>
								<dd dir="auto" className="whitespace-pre-wrap text-muted">
									{text}
								</dd>
							</div>
						))}
					</dl>
				)}
			</div>
		</details>
	)
}
