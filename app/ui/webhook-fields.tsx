import type { FieldMetadata } from '@conform-to/react'
import { getCollectionProps, getInputProps } from '@conform-to/react'
import { Checkbox } from './checkbox.tsx'
import { FieldNotes } from './field.tsx'
import { TextField } from './text-field.tsx'

type Props = {
	fields: { url: FieldMetadata<string | undefined>; events: FieldMetadata<string[] | undefined> }
	/** What there is to choose from, each with what it says. */
	events: readonly { value: string; label: string; hint: string }[]
}

/** Where a webhook is, and what it is told of. */
export function WebhookFields({ fields, events }: Props) {
	const { id, errors } = fields.events
	return (
		<>
			<TextField
				{...getInputProps(fields.url, { type: 'url' })}
				label="Address"
				hint="Where messages are posted to. It begins with https:// and is on the public internet."
				autoComplete="off"
				spellCheck={false}
				errors={fields.url.errors}
			/>
			<fieldset id={id} className="flex flex-col gap-3">
				<legend className="mb-2 text-sm font-medium">What it is told of</legend>
				{getCollectionProps(fields.events, {
					type: 'checkbox',
					options: events.map(({ value }) => value),
				}).map((box, index) => (
					<Checkbox
						key={box.id}
						name={box.name ?? ''}
						id={box.id}
						value={box.value}
						defaultChecked={box.defaultChecked}
						label={events[index]?.label ?? ''}
						hint={events[index]?.hint}
					/>
				))}
				<FieldNotes id={id} errors={errors} />
			</fieldset>
		</>
	)
}
