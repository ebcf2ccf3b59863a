import { Check, Trash2 } from 'lucide-react'
import { Form } from 'react-router'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { ChangeList } from './change-list.tsx'
import { CheckForm } from './check-form.tsx'
import { CountTiles } from './count-tiles.tsx'
import { ErasedRows } from './erased-rows.tsx'
import { ErrorTable } from './error-table.tsx'
import type { DryRunPage } from './read-page.server.ts'

type Props = DryRunPage & { url: string; locale: string; timeZone: string }

/** What the file would do, and the way to have it done. */
export function DryRun(props: Props) {
	const { counts, errors, missing, url, locale, timeZone, newTeams, leads } = props
	const where = { locale, timeZone }
	return (
		<div className="stack">
			{missing !== null && !props.changesNothing && (
				<p className="text-sm">
					<a href="#apply" className="link">
						Go to applying it
					</a>
				</p>
			)}
			<CountTiles counts={counts} locale={locale} />
			{missing === null && <MissingQuestion count={counts.missing} url={url} locale={locale} />}
			{errors.rows.length > 0 && (
				<ErrorTable
					errors={errors.rows}
					paging={errors}
					rows={counts.refusedRows}
					url={url}
					locale={locale}
				/>
			)}
			<ChangeList title="Added" list={props.added} param="added" {...where} showsAll />
			<ChangeList title="Moved to another team or manager" list={props.moved} param="moved" {...where} />
			<ChangeList title="Changed" list={props.changed} param="changed" {...where} />
			<ChangeList title="Marked as left" list={props.left} param="left" {...where} />
			<ChangeList title="Back again" list={props.returned} param="returned" {...where} />
			<NameList
				title="New teams"
				names={newTeams.rows.map(({ path }) => path)}
				paging={newTeams}
				param="newTeams"
				locale={locale}
			/>
			<NameList
				title="Teams that get a lead"
				names={leads.rows.map(({ team, member }) => `${team}: ${member}`)}
				paging={leads}
				param="leads"
				locale={locale}
			/>
			{counts.leftOut > 0 && (
				<p className="max-w-prose text-sm text-muted">
					{formatNumber(counts.leftOut, locale)} {counts.leftOut === 1 ? 'row is' : 'rows are'} about people
					who had left before Contour knew them. They are left out.
				</p>
			)}
			<ErasedRows count={counts.erased} locale={locale} />
			<ApplyPanel {...props} />
		</div>
	)
}

function MissingQuestion({ count, url, locale }: { count: number; url: string; locale: string }) {
	const people = `${formatNumber(count, locale)} ${count === 1 ? 'person is' : 'people are'}`
	return (
		<Panel
			title={`${people} in Contour, but not in this file. What about them?`}
			description="If the file names everybody who works here, they have left. If it is only about a part of the company, leave them."
			className="border-accent"
		>
			<div className="flex flex-wrap gap-2">
				<ButtonLink to={`${url}?missing=keep`}>Leave them as they are</ButtonLink>
				<CheckForm missing="mark-left">
					<Button variant="secondary">Mark them as left today</Button>
				</CheckForm>
			</div>
		</Panel>
	)
}

type Paging = { page: number; pageSize: number; total: number }

function NameList({
	title,
	names,
	paging: { page, pageSize, total },
	param,
	locale,
}: {
	title: string
	names: readonly string[]
	paging: Paging
	param: string
	locale: string
}) {
	if (names.length === 0) return null
	return (
		<Panel title={`${title} (${formatNumber(total, locale)})`} id={`list-${param}`} className="scroll-mt-4">
			<ul className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2 lg:grid-cols-3">
				{names.map((name) => (
					<li key={name}>
						<bdi>{name}</bdi>
					</li>
				))}
			</ul>
			{total > pageSize && (
				<div className="mt-3">
					<Pagination
						{...{ page, pageSize, total, locale, param }}
						anchor={`list-${param}`}
						label={`Pages of ${title.toLowerCase()}`}
					/>
				</div>
			)}
		</Panel>
	)
}

function ApplyPanel({ counts, missing, changesNothing, fingerprint, idempotencyKey, url, locale }: Props) {
	if (changesNothing) {
		return (
			<Notice title="This file changes nothing" actions={<DiscardForm />}>
				{counts.refusedRows > 0
					? 'All rows that can be used say what Contour knows already.'
					: 'Everything in it is in Contour already.'}
			</Notice>
		)
	}
	const refused = counts.refusedRows
	return (
		<Panel
			title="Apply it"
			description={
				refused > 0
					? `${formatNumber(refused, locale)} refused ${refused === 1 ? 'row is' : 'rows are'} left out: those people stay as they are. Everything else is written at once.`
					: 'Everything is written at once, or nothing is. Nobody gets an invitation by it.'
			}
			id="apply"
			className="scroll-mt-4"
		>
			<div className="flex flex-wrap items-center gap-3">
				{missing === null ? (
					<p className="text-sm font-medium">
						First say above what is to become of those who are not in the file.
					</p>
				) : (
					<Form method="post">
						<input type="hidden" name="intent" value="apply" />
						<input type="hidden" name="missing" value={missing} />
						<input type="hidden" name="fingerprint" value={fingerprint} />
						<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
						<Button icon={Check}>Apply the import</Button>
					</Form>
				)}
				{missing !== null && counts.missing > 0 && (
					<ButtonLink to={url} variant="quiet">
						{missing === 'mark-left' ? 'Those not in the file are marked left' : 'Those not in the file stay'}
						: change
					</ButtonLink>
				)}
				<DiscardForm />
			</div>
		</Panel>
	)
}

function DiscardForm() {
	return (
		<Form method="post">
			<Button variant="quiet" icon={Trash2} name="intent" value="discard">
				Lay it aside
			</Button>
		</Form>
	)
}
