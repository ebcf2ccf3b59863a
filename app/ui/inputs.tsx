import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { ChevronDown } from 'lucide-react'
import { cx } from './cx.ts'

export type ControlSize = 'small' | 'medium'

export function TextInput({
	className,
	controlSize,
	...rest
}: InputHTMLAttributes<HTMLInputElement> & { controlSize?: ControlSize }) {
	return <input type="text" {...rest} data-size={controlSize} className={cx('control', className)} />
}

export function TextArea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
	return <textarea rows={4} {...rest} className={cx('control', className)} />
}

export type SelectOption = { value: string; label: string; disabled?: boolean }

/** A native select. Options as data, or as children where they come in groups. */
export function Select({
	className,
	controlSize,
	options,
	children,
	...rest
}: SelectHTMLAttributes<HTMLSelectElement> & {
	controlSize?: ControlSize
	options?: readonly SelectOption[]
	children?: ReactNode
}) {
	return (
		<span className="relative block">
			<select {...rest} data-size={controlSize} className={cx('control', className)}>
				{options?.map((option) => (
					<option key={option.value} value={option.value} disabled={option.disabled}>
						{option.label}
					</option>
				))}
				{children}
			</select>
			<ChevronDown
				aria-hidden
				className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-muted"
			/>
		</span>
	)
}
