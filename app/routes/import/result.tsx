import { ChartSpline, FileUp, Undo2 } from 'lucide-react'
import { Form } from 'react-router'
import type { UndoCounts } from '#app/domain/import/import-outcome.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Counts } from './counts.tsx'
import type { ResultPage } from './read-page.server.ts'
import { RefusedTable } from './refused-table.tsx'
import { Work } from './work.tsx'

type Props = ResultPage & { root: string; url: string; locale: string; timeZone: string }

/** What an import did, and the way to take it back; or what taking it back did. */
export function Result(props: Props) {
	const { appliedAt, undoneAt, undone, counts, refused, work, preview, root, url, locale, timeZone } = props
	const at = (value: Date | null) => value && formatDate(value, locale, timeZone, 'dateTime')
	return (
		<div className="stack">
			{undone ? (
				<Notice title={`Taken back ${at(undoneAt) ?? ''}`}>
					{undoneText(undone, locale)} Applied {at(appliedAt)}.
				</Notice>
			) : (
				<Notice
					tone="success"
					title={`Applied ${at(appliedAt) ?? ''}`}
					actions={
						<ButtonLink to={`${root}/metrics`} size="small" icon={ChartSpline}>
							See the metrics
						</ButtonLink>
					}
				>
					It can be taken back below, also later.
				</Notice>
			)}
			{work && <Work {...work} root={root} url={url} />}
			<Counts counts={counts} locale={locale} />
			{counts.refused > 0 && (
				<>
					<RefusedTable rows={refused} total={counts.refused} url={url} locale={locale} />
					{!undone && (
						<p>
							<ButtonLink to={`${root}/imports/new`} icon={FileUp}>
								Upload the mended rows
							</ButtonLink>
						</p>
					)}
				</>
			)}
			{preview && (!work || work.shown.isFinished) && (
				<Undo preview={preview} idempotencyKey={props.idempotencyKey} locale={locale} />
			)}
		</div>
	)
}

function Undo({
	preview,
	idempotencyKey,
	locale,
}: {
	preview: UndoCounts
	idempotencyKey: string
	locale: string
}) {
	const number = (value: number) => formatNumber(value, locale)
	const { deletes, putsBack, standsOver } = preview
	const values = (count: number) => `${number(count)} ${count === 1 ? 'value' : 'values'}`
	const said = [
		deletes > 0 && `${values(deletes)} that it added ${deletes === 1 ? 'goes' : 'go'}.`,
		putsBack > 0 &&
			`${values(putsBack)} that it changed ${putsBack === 1 ? 'becomes what it was' : 'become what they were'}.`,
		standsOver > 0 &&
			`${values(standsOver)} that a later import has written over ${standsOver === 1 ? 'stays' : 'stay'} as that one wrote ${standsOver === 1 ? 'it' : 'them'}.`,
		deletes + putsBack === 0 && 'No value that stands now is of this import.',
	].filter((text) => text !== false)
	return (
		<Panel
			title="Take it back"
			description="Exactly what this import wrote goes, and what it wrote over comes back."
			id="undo"
			className="scroll-mt-4"
		>
			<ul className="mb-4 flex list-disc flex-col gap-1 ps-5 text-sm">
				{said.map((text) => (
					<li key={text}>{text}</li>
				))}
			</ul>
			<Confirm
				label="Take this import back"
				icon={Undo2}
				text={`${values(deletes)} will go, and ${putsBack === 0 ? 'none' : values(putsBack)} will be put back. Figures that are made of them change. To have them again, upload the file again.`}
			>
				<Form method="post">
					<input type="hidden" name="intent" value="undo" />
					<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
					<Button variant="danger">Take it back now</Button>
				</Form>
			</Confirm>
		</Panel>
	)
}

function undoneText({ deletes, putsBack, standsOver }: UndoCounts, locale: string): string {
	const number = (value: number) => formatNumber(value, locale)
	const stands =
		standsOver > 0 ? ` ${number(standsOver)} of a later import ${standsOver === 1 ? 'stays' : 'stay'}.` : ''
	const goes = `${number(deletes)} ${deletes === 1 ? 'value was' : 'values were'} removed`
	return `${goes}, ${number(putsBack)} put back.${stands}`
}
