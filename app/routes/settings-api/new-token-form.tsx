import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { roles } from '#app/domain/access/policy.ts'
import { roleWords } from '#app/domain/access/role-words.ts'
import { tokenDays } from '#app/domain/api/token-life.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'

type Props = { idempotencyKey: string; result: SubmissionResult | undefined }

export function NewTokenForm({ idempotencyKey, result }: Props) {
	const [form, fields] = useForm<{ name: string; role: string; days: string }>({
		id: 'new-token',
		lastResult: result,
		defaultValue: { days: String(tokenDays.usual) },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel
			title="Make a token"
			description="A program with the token sees what its role sees, without an employee record of its own. All owners and HR get a mail about it."
			className="max-w-form"
		>
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				<input type="hidden" name="intent" value="create" />
				<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
				<TextField
					{...getInputProps(fields.name, { type: 'text' })}
					label="What it is for"
					hint="Such as the system that will use it."
					maxLength={200}
					errors={fields.name.errors}
				/>
				<SelectField
					{...getSelectProps(fields.role)}
					label="Role"
					hint="The least that does the work: Executive reads published results in groups, HR reads people and imports metrics."
					errors={fields.role.errors}
					options={[
						{ value: '', label: 'Choose a role' },
						...roles.map((role) => ({ value: role, label: roleWords[role].name })),
					]}
				/>
				<TextField
					{...getInputProps(fields.days, { type: 'number' })}
					min={1}
					max={tokenDays.most}
					label="Days until it ends"
					hint={`At most ${tokenDays.most}. Make a new one before, and revoke this one when the new one works.`}
					errors={fields.days.errors}
				/>
				<div>
					<Button>Make the token</Button>
				</div>
			</Form>
		</Panel>
	)
}
