import { Check, Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { AnswerNotice } from './answer-notice.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { Button, ButtonLink } from './button.tsx'
import { Notice } from './notice.tsx'
import { PageHeader } from './page-header.tsx'
import { Panel } from './panel.tsx'
import { RowList } from './row-list.tsx'

export type FilePlanRefusal = 'stale' | 'refused-rows'

/**
 * The page of what an uploaded file would do, before anything is written, and of what it left out afterwards.
 *
 * @param props.list the page that the file is for
 * @param props.changed what has changed meanwhile where the look is stale: 'The catalogue has'
 * @param props.problem why the file cannot be read any more, in place of what it would do
 */
export function FilePlan({
	list,
	fileName,
	refusal,
	changed,
	problem,
	isApplied,
	children,
}: {
	list: { label: string; href: string }
	fileName: string
	refusal: FilePlanRefusal | undefined
	changed: string
	problem: string | null
	isApplied: boolean
	children: ReactNode
}) {
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[list, { label: fileName }]} />}
				title={isApplied ? 'What the file left out' : 'What the file would do'}
				description={isApplied ? 'Its good rows are applied.' : 'Nothing is written yet.'}
			/>
			{refusal === 'stale' && (
				<AnswerNotice tone="warning" title={`${changed} changed meanwhile`}>
					Nothing is written. Below is what the file would do now: look again, then go on.
				</AnswerNotice>
			)}
			{refusal === 'refused-rows' && (
				<AnswerNotice tone="warning" title="Some rows are refused">
					All of the file was asked for, so nothing is written. Mend those rows, or take the good ones.
				</AnswerNotice>
			)}
			{problem === null ? (
				children
			) : (
				<Notice tone="error" title="The file does not fit any more">
					{problem}
				</Notice>
			)}
		</div>
	)
}

/** What of the file is left out: columns that mean nothing, and refused rows with their reasons. */
export function LeftOut({
	page: { ignored, errors, more, url, locale },
}: {
	page: {
		ignored: readonly string[]
		/** The first reasons; a row can have several. */
		errors: readonly { row: number; column: string; message: string }[]
		/** How many there are beyond these; below zero there are none. */
		more: number
		/** Of the import; its refused rows are below it. */
		url: string
		locale: string
	}
}) {
	return (
		<>
			{ignored.length > 0 && (
				<p className="max-w-prose text-sm text-muted">
					Columns that mean nothing here are left out: {ignored.join(', ')}.
				</p>
			)}
			<RowList
				title="Why rows are refused"
				description="Mend them in the CSV of refused rows, and import that."
				count={errors.length + Math.max(0, more)}
				heads={['Column', 'Reason']}
				rows={errors.map(({ row, column, message }) => ({ row, cells: [column, message] }))}
				locale={locale}
				actions={
					<ButtonLink to={`${url}/refused.csv`} size="small" icon={Download} reloadDocument>
						Refused rows as CSV
					</ButtonLink>
				}
			/>
		</>
	)
}

/** Writes what the file would do, or lays it aside (`filePlanForm`). */
export function ApplyFile({
	does,
	refused,
	mark,
	root,
	rest,
}: {
	/** Whether it would change anything. */
	does: boolean
	/** Refused rows. */
	refused: number
	mark: string
	/** The list; another file is uploaded below it. */
	root: string
	/** What becomes of what is not in the file. */
	rest: string
}) {
	return (
		<Panel
			title={does ? 'Go on?' : 'The file changes nothing'}
			description={
				refused > 0 ? 'Mend the refused rows and upload the file again, or take the good rows alone.' : rest
			}
		>
			<Form method="post" className="flex flex-wrap gap-2">
				<input type="hidden" name="mark" value={mark} />
				{does && refused === 0 && (
					<Button name="intent" value="apply" icon={Check}>
						Apply all of it
					</Button>
				)}
				{does && refused > 0 && (
					<>
						<Button name="intent" value="apply-good-rows" icon={Check}>
							Apply the good rows
						</Button>
						<ButtonLink to={`${root}/imports/new`}>Upload another file</ButtonLink>
					</>
				)}
				<Button name="intent" value="discard" variant="quiet">
					Lay it aside
				</Button>
			</Form>
		</Panel>
	)
}
