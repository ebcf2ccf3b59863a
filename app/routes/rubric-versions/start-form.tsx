import { Copy } from 'lucide-react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { VersionsPage } from './route.tsx'

/** Begins a draft from one of the published versions. */
export function StartForm({ versions, locale }: Pick<VersionsPage, 'versions' | 'locale'>) {
	if (versions.length === 0) return null
	return (
		<Panel
			title="Ask in your own words"
			description="Nobody is asked anything new before you publish. What you leave as it is stays the source’s, with its citations."
			className="max-w-form"
		>
			<Form method="post" className="flex flex-col items-start gap-5">
				<input type="hidden" name="intent" value="start" />
				<SelectField
					name="versionId"
					label="Copy"
					options={versions.map(({ id, version, ownQuestions }, index) => ({
						value: id,
						label: [
							`Version ${formatNumber(version, locale)}`,
							...(index === 0 ? ['the newest'] : []),
							...(ownQuestions === 0 ? ['as built in'] : []),
						].join(', '),
					}))}
				/>
				<Button icon={Copy}>Copy into a draft</Button>
			</Form>
		</Panel>
	)
}
