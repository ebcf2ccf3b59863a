import { waitWords } from './lib/wait-words.ts'
import { AuthShell } from './ui/auth-shell.tsx'

type Words = { title: string; text: string }
type Props = {
	status: number
	detail?: string | undefined
	/** How long to wait before the next try. */
	seconds?: number | undefined
	/** What the log knows this failure by. */
	reference?: string | undefined
}

const words: Record<number, Words> = {
	400: {
		title: 'This could not be read',
		text: 'What was sent does not fit the page it was sent to. Go back, load the page again and try once more.',
	},
	403: {
		title: 'Not sent from here',
		text: 'This form did not come from a page of Contour, so nothing was changed. Open the page here and send it again.',
	},
	404: {
		title: 'There is nothing here',
		text: 'The page does not exist, or it is not yours to see. Check the address, or start from your first page.',
	},
	409: {
		title: 'Somebody else was faster',
		text: 'This was changed while you were at it, so nothing was saved. Load the page again to see how it stands now.',
	},
	410: {
		title: 'This has ended',
		text: 'The link worked once and does not any more. Ask for a new one.',
	},
	413: {
		title: 'Too much at once',
		text: 'What was sent is larger than this page takes, so nothing was saved. Go back and send less: a file may have 20 MB, one of metrics 200 MB.',
	},
	414: {
		title: 'The address is too long',
		text: 'More stands in the address than Contour reads, so nothing was looked up. Go back and ask for less.',
	},
	429: {
		title: 'Too many at once',
		text: 'This was asked for more often than Contour takes in so short a time. Nothing was changed.',
	},
	503: {
		title: 'Busy right now',
		text: 'More is going on than can be done at once. Nothing was lost: try again in a few seconds.',
	},
	507: {
		title: 'There is no room left',
		text: 'The disk of the database is full, so nothing new was saved; what is there can be read. Tell whoever runs Contour for you.',
	},
}

const broken: Words = {
	title: 'Something broke here',
	text: 'That is our fault, not yours. Try again; if it stays, tell whoever runs Contour for you.',
}

/** The page instead of the page asked for. The same for everybody: it carries no names. */
export function RefusalPage({ status, detail, seconds, reference }: Props) {
	const { title, text } = words[status] ?? broken
	const wait = seconds ? ` Try again in ${waitWords(seconds)}.` : ''
	return (
		<AuthShell title={title} description={text + wait}>
			{detail && <pre className="max-w-full overflow-auto rounded-panel bg-sunken p-4 text-xs">{detail}</pre>}
			{reference && (
				<p className="text-sm text-muted">
					Reference for whoever runs Contour:{' '}
					<code className="block select-all wrap-anywhere">{reference}</code>
				</p>
			)}
			<div>
				{/* A full load: what broke in this page does not come along. */}
				<a href="/" className="button" data-variant="secondary" data-size="medium">
					Go to the first page
				</a>
			</div>
		</AuthShell>
	)
}

/** What the browser's tab says beside such a page. */
export const refusalTitle = (status: number) => `${(words[status] ?? broken).title} · Contour`
