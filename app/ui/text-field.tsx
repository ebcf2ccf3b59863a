import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import type { FieldText } from './field.tsx'
import { Field } from './field.tsx'
import type { ControlSize, SelectOption } from './inputs.tsx'
import { Select, TextArea, TextInput } from './inputs.tsx'

/** `id` is the name unless given. `getInputProps()` and the like of conform can be spread into each of these. */
type Named = { name: string; id?: string; controlSize?: ControlSize }

export function TextField({
	label,
	hint,
	errors,
	optional,
	labelHidden,
	...input
}: FieldText & Named & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id'>) {
	const text = { label, hint, errors, optional, labelHidden }
	return (
		<Field id={input.id ?? input.name} {...text}>
			{(aria) => <TextInput {...input} {...aria} />}
		</Field>
	)
}

export function TextAreaField({
	label,
	hint,
	errors,
	optional,
	labelHidden,
	controlSize: _size,
	...input
}: FieldText & Named & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'id'>) {
	const text = { label, hint, errors, optional, labelHidden }
	return (
		<Field id={input.id ?? input.name} {...text}>
			{(aria) => <TextArea {...input} {...aria} />}
		</Field>
	)
}

export function SelectField({
	label,
	hint,
	errors,
	optional,
	labelHidden,
	...input
}: FieldText &
	Named &
	Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name' | 'id'> & { options?: readonly SelectOption[] }) {
	const text = { label, hint, errors, optional, labelHidden }
	return (
		<Field id={input.id ?? input.name} {...text}>
			{(aria) => <Select {...input} {...aria} />}
		</Field>
	)
}
