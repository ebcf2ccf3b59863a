import type { ReactNode } from 'react'

type Text = { key: string; text: string }

/** A part of a page that is read: a heading to link to, a text at reading width, and what follows from it. */
export function ReadingSection({
	id,
	title,
	text,
	children,
}: {
	id: string
	title: ReactNode
	text?: ReactNode
	children?: ReactNode
}) {
	return (
		<section aria-labelledby={id} className="flex flex-col gap-4">
			<div className="flex max-w-prose flex-col gap-2">
				<h2 id={id}>{title}</h2>
				{text && <p>{text}</p>}
			</div>
			{children}
		</section>
	)
}

export function Bullets({ items }: { items: readonly Text[] }) {
	return (
		<ul className="flex max-w-prose list-disc flex-col gap-1.5 ps-4.5 text-sm marker:text-control">
			{items.map(({ key, text }) => (
				<li key={key}>{text}</li>
			))}
		</ul>
	)
}

/** Steps that follow each other. */
export function NumberedSteps({ items }: { items: readonly (Text & { name?: string })[] }) {
	return (
		<ol className="flex max-w-prose list-decimal flex-col gap-2 ps-5 text-sm marker:font-medium marker:text-muted">
			{items.map(({ key, name, text }) => (
				<li key={key} className="ps-1">
					{name && <span className="font-medium">{name}. </span>}
					{text}
				</li>
			))}
		</ol>
	)
}

/** Names with what is said of each, side by side where there is room. */
export function NamedTexts({ items }: { items: readonly (Text & { name: string })[] }) {
	return (
		<dl className="flex flex-wrap gap-px overflow-hidden rounded-panel border border-line bg-line">
			{items.map(({ key, name, text }) => (
				<div key={key} className="flex grow basis-68 flex-col gap-1 bg-panel px-4 py-4 sm:px-5">
					<dt className="font-medium">{name}</dt>
					<dd className="max-w-prose text-sm">{text}</dd>
				</div>
			))}
		</dl>
	)
}

/** What the source adds in passing. */
export function Notes({ items }: { items: readonly Text[] }) {
	return (
		<ul className="flex max-w-prose flex-col gap-1 text-sm text-muted">
			{items.map(({ key, text }) => (
				<li key={key}>{text}</li>
			))}
		</ul>
	)
}

/** Links to the parts of a long page. */
export function OnThisPage({ parts }: { parts: readonly { label: string; id: string }[] }) {
	return (
		<nav aria-label="On this page" data-print="hide">
			<ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
				{parts.map(({ label, id }) => (
					<li key={id}>
						<a href={`#${id}`} className="link inline-flex min-h-6 items-center">
							{label}
						</a>
					</li>
				))}
			</ul>
		</nav>
	)
}
