import { Check } from 'lucide-react'
import { Form } from 'react-router'
import type { ApplyMode } from '#app/domain/import/import-outcome.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Counts } from './counts.tsx'
import { DiscardForm } from './discard-form.tsx'
import { LoginTable } from './login-table.tsx'
import { MetricTexts } from './metric-texts.tsx'
import type { DryRunPage } from './read-page.server.ts'
import { RefusedTable } from './refused-table.tsx'
import { ValueList } from './value-list.tsx'

type Props = DryRunPage & {
	/** What was typed beside logins and means nobody. */
	unmatched: { wrong: { login: string; message: string }[]; typed: Record<string, string> } | undefined
	root: string
	url: string
	locale: string
}

/** What the file would do, and the way to have it done. */
export function DryRun(props: Props) {
	const { counts, first, logins, metricTexts, metrics, unmatched, questions, root, url, locale } = props
	return (
		<div className="stack">
			{counts.added + counts.changed > 0 && (
				<p className="text-sm">
					<a href="#apply" className="link">
						Go to applying it
					</a>
				</p>
			)}
			<Counts counts={counts} locale={locale} />
			{questions > 0 && (
				<Notice
					tone="warning"
					title={questions === 1 ? 'One question is open' : `${questions} questions are open`}
					actions={
						<ButtonLink to={`${url}?step=columns#questions`} variant="secondary">
							{questions === 1 ? 'Answer it' : 'Answer them'}
						</ButtonLink>
					}
				>
					Rows further down are written in a way that nothing in the file decides. They are refused until it
					is answered.
				</Notice>
			)}
			{logins.length > 0 && <LoginTable logins={logins} unmatched={unmatched} root={root} locale={locale} />}
			{metricTexts.length > 0 && <MetricTexts texts={metricTexts} metrics={metrics} locale={locale} />}
			{counts.refused > 0 && (
				<RefusedTable rows={first.refused} total={counts.refused} url={url} locale={locale} />
			)}
			<ValueList title="Changed" rows={first.changed} total={counts.changed} locale={locale} showsBefore />
			<ValueList title="Added" rows={first.added} total={counts.added} locale={locale} />
			<ValueList title="Unchanged" rows={first.unchanged} total={counts.unchanged} locale={locale} />
			<ApplyPanel {...props} />
		</div>
	)
}

function ApplyPanel({ counts, version, idempotencyKey, locale }: Props) {
	const { added, changed, unchanged, refused } = counts
	if (added + changed === 0) {
		return (
			<Notice
				title={unchanged > 0 ? 'This file changes nothing' : 'Nothing of this file can be applied yet'}
				actions={<DiscardForm />}
			>
				{refused === 0
					? 'Every value of it stands here already.'
					: unchanged > 0
						? 'What can be read of it stands here already. Mend the refused rows and upload them.'
						: 'Every row is refused. The reasons above say what to do about it.'}
			</Notice>
		)
	}
	const values = `${formatNumber(added + changed, locale)} ${added + changed === 1 ? 'value' : 'values'}`
	const rows = `${formatNumber(refused, locale)} ${refused === 1 ? 'row' : 'rows'}`
	const mode: ApplyMode = refused > 0 ? 'good-rows' : 'all-or-nothing'
	return (
		<Panel
			title={refused > 0 ? 'Mend it first, or apply the good rows' : 'Apply it'}
			description={
				refused > 0
					? `All or nothing: mend the ${rows} that ${refused === 1 ? 'is' : 'are'} refused in your file, lay this one aside and upload it again. Or have the good rows applied now; the CSV of the refused ones can be mended and uploaded afterwards.`
					: 'All of it is written at once, or nothing is. It can be taken back.'
			}
			id="apply"
			className="scroll-mt-4"
		>
			<div className="flex flex-wrap items-center gap-3">
				<Form method="post">
					<input type="hidden" name="intent" value="apply" />
					<input type="hidden" name="mode" value={mode} />
					<input type="hidden" name="expected" value={JSON.stringify(counts)} />
					<input type="hidden" name="version" value={version} />
					<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
					<Button icon={Check}>
						{refused > 0 ? `Apply the good rows (${values})` : `Apply the import (${values})`}
					</Button>
				</Form>
				<DiscardForm />
			</div>
		</Panel>
	)
}
