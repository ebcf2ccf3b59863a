import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import type { AccountSettings } from '#app/data/select-account-settings.server.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'

type Props = {
	settings: AccountSettings
	timeZones: string[]
	locales: { value: string; label: string }[]
	/** What somebody else saved in between. */
	current: AccountSettings | null
	lastResult: SubmissionResult | undefined
}

const monthName = (month: number) =>
	new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
		new Date(Date.UTC(2026, month - 1, 1)),
	)

const months = Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: monthName(i + 1) }))

export function SettingsForm({ settings, timeZones, locales, current, lastResult }: Props) {
	const [form, fields] = useForm<AccountSettings>({
		id: 'settings',
		lastResult,
		defaultValue: settings,
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel>
			<Form method="post" {...getFormProps(form)} className="flex max-w-form flex-col gap-6">
				<ErrorSummary errors={listFormErrors(form)} />
				{current && <CurrentSettings {...current} />}
				<input type="hidden" name="version" value={current?.version ?? settings.version} />
				<TextField
					{...getInputProps(fields.name, { type: 'text' })}
					label="Name"
					hint="Stands at the top of every page and in mails. The address of the account stays."
					errors={fields.name.errors}
					autoComplete="organization"
				/>
				<SelectField
					{...getSelectProps(fields.timeZone)}
					label="Time zone"
					hint="When a day begins: for due dates and for times on every page."
					errors={fields.timeZone.errors}
					options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
				/>
				<SelectField
					{...getSelectProps(fields.locale)}
					label="Numbers and dates"
					errors={fields.locale.errors}
					options={locales}
				/>
				<SelectField
					{...getSelectProps(fields.fiscalYearStart)}
					label="Fiscal year starts in"
					hint="Quarters are counted from here. Cycles that exist keep their dates."
					errors={fields.fiscalYearStart.errors}
					options={months}
				/>
				<TextField
					{...getInputProps(fields.minimumGroupSize, { type: 'text' })}
					label="Smallest group whose results are shown"
					hint="Who may not see individuals sees no figure about fewer people than this. 3 at least, 5 is usual. A lower number never applies to what is published already; all owners and HR get a mail when it is lowered."
					errors={fields.minimumGroupSize.errors}
					inputMode="numeric"
					className="max-w-24"
				/>
				<div>
					<Button>Save the settings</Button>
				</div>
			</Form>
		</Panel>
	)
}

function CurrentSettings({ name, timeZone, locale, fiscalYearStart, minimumGroupSize }: AccountSettings) {
	return (
		<Notice tone="warning" title="Saved by somebody else in the meantime">
			<DefinitionList
				items={[
					{ term: 'Name', value: <bdi>{name}</bdi> },
					{ term: 'Time zone', value: timeZone },
					{ term: 'Numbers and dates', value: locale },
					{ term: 'Fiscal year starts in', value: monthName(fiscalYearStart) },
					{ term: 'Smallest group', value: minimumGroupSize },
				]}
			/>
		</Notice>
	)
}
