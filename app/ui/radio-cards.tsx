import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { FieldNotes } from './field.tsx'

export type RadioCardOption = {
	value: string
	/** The short name: 'Tier 1.5 · AI-Building'. */
	title: ReactNode
	/** The option in full: what one does at this tier. */
	text?: ReactNode
	/** A mark before the title, a TierMark for example. */
	mark?: ReactNode
	/** A small note at the end of the title line, 'last quarter' for example. */
	note?: ReactNode
	/** Shown while this option is chosen: what comes next. Works without JavaScript. */
	next?: { label: ReactNode; text: ReactNode }
	disabled?: boolean
}

type Props = {
	name: string
	legend: ReactNode
	/** Below the legend: the aim of the question. */
	hint?: ReactNode
	options: readonly RadioCardOption[]
	defaultValue?: string | undefined
	/** With `onChange`, the group is controlled. */
	value?: string | undefined
	onChange?: (value: string) => void
	errors?: readonly string[] | undefined
	required?: boolean
	/** The form's id, where the group stands outside it. */
	form?: string
	legendSize?: 'body' | 'heading'
}

/** One question with its options as large cards: a whole card is the touch target. */
export function RadioCards({
	name,
	legend,
	hint,
	options,
	defaultValue,
	value,
	onChange,
	errors,
	required,
	form,
	legendSize = 'heading',
}: Props) {
	const invalid = Boolean(errors?.length)
	const described = [invalid && `${name}-error`, hint && `${name}-description`].filter(Boolean).join(' ')
	return (
		<fieldset
			id={name}
			tabIndex={-1}
			data-focus-target
			data-invalid={invalid || undefined}
			aria-describedby={described || undefined}
			className="flex min-w-0 flex-col gap-3"
		>
			<legend
				className={cx(
					hint || invalid ? 'mb-1' : 'mb-3',
					legendSize === 'heading' ? 'text-lg font-semibold' : 'text-sm font-medium',
				)}
			>
				{legend}
			</legend>
			<FieldNotes id={name} hint={hint} errors={errors} />
			<div className="flex flex-col gap-2">
				{options.map((option) => (
					<RadioCard
						key={option.value}
						option={option}
						id={`${name}-${option.value}`}
						input={{
							name,
							form,
							required,
							'aria-invalid': invalid || undefined,
							...(value === undefined
								? { defaultChecked: option.value === defaultValue }
								: { checked: option.value === value }),
							onChange: onChange && (() => onChange(option.value)),
						}}
					/>
				))}
			</div>
		</fieldset>
	)
}

function RadioCard({
	option,
	id,
	input,
}: {
	option: RadioCardOption
	id: string
	input: React.InputHTMLAttributes<HTMLInputElement>
}) {
	const describedBy = [option.text && `${id}-text`, option.next && `${id}-next`].filter(Boolean).join(' ')
	return (
		<label htmlFor={id} className="radio-card">
			<input
				{...input}
				id={id}
				type="radio"
				value={option.value}
				disabled={option.disabled}
				aria-labelledby={`${id}-title`}
				aria-describedby={describedBy || undefined}
				className="check mt-0.5"
			/>
			<span className="flex min-w-0 flex-col gap-1">
				<span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
					<span id={`${id}-title`} className="flex min-w-0 items-center gap-2 font-medium wrap-anywhere">
						{option.mark}
						{option.title}
					</span>
					{option.note && <span className="text-xs text-muted">{option.note}</span>}
				</span>
				{option.text && (
					<span id={`${id}-text`} className="text-sm text-pretty">
						{option.text}
					</span>
				)}
				{option.next && (
					<span
						id={`${id}-next`}
						className="radio-card-next mt-2 border-t border-line pt-2 text-sm text-muted"
					>
						<span className="font-medium text-ink">{option.next.label} </span>
						{option.next.text}
					</span>
				)}
			</span>
		</label>
	)
}
