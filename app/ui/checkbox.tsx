import type { InputHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import type { FieldText } from './field.tsx'
import { FieldNotes, fieldAria } from './field.tsx'

type Props = Pick<FieldText, 'label' | 'hint' | 'errors' | 'labelHidden'> & {
	name: string
	/** The name unless given; several boxes of one name each need their own. */
	id?: string
	type?: 'checkbox' | 'radio'
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id' | 'type'>

/** A box, or a plain radio button, with its label beside it. */
export function Checkbox({
	label,
	hint,
	errors,
	labelHidden,
	type = 'checkbox',
	className,
	...input
}: Props) {
	const id = input.id ?? input.name
	return (
		<div className={cx('flex flex-col gap-1', className)}>
			<span className="flex items-start gap-2.5 py-0.5">
				<input {...input} {...fieldAria(id, { hint, errors })} type={type} className="check" />
				<label htmlFor={id} className={labelHidden ? 'sr-only' : 'min-w-0 text-sm leading-5 wrap-anywhere'}>
					{label}
				</label>
			</span>
			{(hint || errors) && (
				<div className="flex flex-col gap-1 ps-7.5">
					<FieldNotes id={id} hint={hint} errors={errors} />
				</div>
			)}
		</div>
	)
}
