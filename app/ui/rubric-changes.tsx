import { LongText } from './long-text.tsx'

type Change = {
	kind: 'added' | 'removed' | 'changed' | 'moved'
	family: string | null
	question: string | null
	texts: readonly { field: string; from: string; to: string }[]
}

const words = { added: 'Added', removed: 'Removed', changed: 'Changed', moved: 'Moved' } as const

/** What has become of a rubric, part by part, with the words before and after. */
export function RubricChanges({ changes }: { changes: readonly Change[] }) {
	return (
		<ul className="divide-y divide-line">
			{changes.map(({ kind, family, question, texts }, index) => (
				<li key={index} className="flex flex-col gap-2 py-3 text-sm first:pt-0 last:pb-0">
					<p className="wrap-anywhere">
						<span className="font-medium">{words[kind]}</span> <bdi>{family ?? 'The rubric itself'}</bdi>
						{question !== null && (
							<>
								{': '}
								<bdi>{question === '' ? 'a question without words' : question}</bdi>
							</>
						)}
					</p>
					{texts.length > 0 && (
						<dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
							{texts.map(({ field, from, to }) => (
								<div key={field} className="contents">
									<dt className="text-muted first-letter:uppercase">{field}</dt>
									<dd className="flex min-w-0 flex-col gap-0.5 wrap-anywhere">
										<del className="text-muted">
											{from === '' ? '(nothing)' : <LongText>{from}</LongText>}
										</del>
										<ins className="no-underline">{to === '' ? '(nothing)' : <LongText>{to}</LongText>}</ins>
									</dd>
								</div>
							))}
						</dl>
					)}
				</li>
			))}
		</ul>
	)
}
