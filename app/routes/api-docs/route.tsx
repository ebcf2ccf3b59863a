import { Badge } from '#app/ui/badge.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SkipLink } from '#app/ui/skip-link.tsx'
import type { Route } from './+types/route.ts'
import { readDocs } from './read-docs.server.ts'

export function loader() {
	return readDocs()
}

export const meta: Route.MetaFunction = () => [{ title: 'API · Contour' }]

const example = `curl -H "Authorization: Bearer contour_…" https://contour.example.com/api/v1/heatmap`

export default function ApiDocs({ loaderData }: Route.ComponentProps) {
	return (
		<>
			<SkipLink />
			<main id="main" tabIndex={-1} className="mx-auto max-w-4xl px-4 py-10 sm:px-8">
				<div className="stack">
					<PageHeader
						title="API"
						description="What programs can ask of Contour, version 1. They see what the role of their token sees, and nothing else."
						actions={
							<a className="link" href="/api/v1/openapi.json">
								OpenAPI document
							</a>
						}
					/>
					<Panel title="How to ask">
						<div className="flex max-w-prose flex-col gap-3">
							<p>
								Owners and admins make a token in the settings of the account, for one role and a time. It
								goes with every request:
							</p>
							<pre className="scroll-region rounded-control bg-sunken p-3 text-sm" tabIndex={0}>
								{example}
							</pre>
							<p>
								Lists come in pages: ask again with the <code>next</code> of a page as <code>cursor</code>{' '}
								until it is null. An answer has an ETag; sent back as If-None-Match, what has not changed
								costs nothing (304). A post with an Idempotency-Key is done once, however often it is sent.
							</p>
							<p>
								A token may ask 600 times a minute. RateLimit says what is left, Retry-After when to come
								again.
							</p>
						</div>
					</Panel>
					{loaderData.groups.map(({ tag, operations }) => (
						<Panel key={tag} title={tag}>
							<ul className="flex flex-col gap-6">
								{operations.map((operation) => (
									<OperationText key={operation.id} {...operation} />
								))}
							</ul>
						</Panel>
					))}
					<Panel
						title="Refusals"
						description="The body is application/problem+json. Its code is one of these, for ever."
					>
						<DefinitionList
							items={loaderData.problems.map(({ code, status, title }) => ({
								term: <code id={code}>{code}</code>,
								value: `${status}: ${title}`,
							}))}
						/>
					</Panel>
				</div>
			</main>
		</>
	)
}

type OperationText = Route.ComponentProps['loaderData']['groups'][number]['operations'][number]

function OperationText({ method, path, summary, description, roles, query, body }: OperationText) {
	return (
		<li className="flex flex-col gap-2">
			<h3 className="text-base">{summary}</h3>
			<p className="flex flex-wrap items-center gap-2 font-mono text-sm">
				<Badge tone="accent">{method}</Badge>
				<span className="break-all">{path}</span>
			</p>
			{description && <p className="max-w-prose text-sm text-muted">{description}</p>}
			<p className="text-sm text-muted">For tokens of {new Intl.ListFormat('en').format(roles)}.</p>
			{body && <p className="max-w-prose text-sm">Body: {body}</p>}
			{query.length > 0 && (
				<DefinitionList
					items={query.map(({ name, text }) => ({ term: <code>{name}</code>, value: text || '–' }))}
				/>
			)}
		</li>
	)
}
