import { requireMailbox } from '#app/auth/require-mailbox.server.ts'
import { listOutbox } from '#app/data/list-outbox.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SkipLink } from '#app/ui/skip-link.tsx'
import type { Route } from './+types/route.ts'

/** As far back as a single mail is looked for. */
const searched = 1000

export async function loader({ request, params, context }: Route.LoaderArgs) {
	const whose = await requireMailbox(request, context)
	const mail = (await listOutbox({ limit: searched, whose })).find(({ id }) => id === params.messageId)
	if (!mail) throw notFound()
	const { to, subject, text, createdAt } = mail
	return { to, subject, text, createdAt, baseUrl: getEnv().CONTOUR_BASE_URL }
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.subject ?? 'Mail'} · Contour` },
	{ name: 'referrer', content: 'no-referrer' },
]

export default function MailboxMessage({ loaderData }: Route.ComponentProps) {
	const { to, subject, text, createdAt, baseUrl } = loaderData
	return (
		<>
			<SkipLink />
			<main id="main" tabIndex={-1} className="stack mx-auto w-full max-w-3xl px-4 py-10">
				<PageHeader
					above={<Breadcrumbs items={[{ label: 'Mailbox', href: '/mailbox' }, { label: 'Mail' }]} />}
					title={<bdi>{subject}</bdi>}
					description={
						<>
							To <bdi>{to}</bdi>,{' '}
							<TimeText value={createdAt} locale="en-GB" timeZone="UTC" style="dateTime" /> UTC
						</>
					}
				/>
				<Panel>
					<div className="flex flex-col gap-4 whitespace-pre-wrap" dir="auto">
						{text.split('\n\n').map((paragraph, i) => (
							<p key={i} className="max-w-prose">
								<WithLink text={paragraph} baseUrl={baseUrl} />
							</p>
						))}
					</div>
				</Panel>
			</main>
		</>
	)
}

/** Makes the address of a button a link where it leads into Contour itself. */
function WithLink({ text, baseUrl }: { text: string; baseUrl: string }) {
	const start = text.indexOf(`${baseUrl}/`)
	if (start < 0) return text
	const end = text.slice(start).search(/\s|$/) + start
	const url = text.slice(start, end)
	return (
		<>
			{text.slice(0, start)}
			<a href={url} className="link break-all">
				{url}
			</a>
			{text.slice(end)}
		</>
	)
}
