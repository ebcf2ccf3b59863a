import type { ReactNode } from 'react'
import { CircleAlert } from 'lucide-react'

/** What a control inside a Field must carry; spread it. */
export type FieldAria = {
	id: string
	'aria-describedby': string | undefined
	'aria-invalid': true | undefined
}

export type FieldText = {
	label: ReactNode
	/** One line below the control. */
	hint?: ReactNode
	/** Shown in place, and tied to the control. Empty or absent means valid. */
	errors?: readonly string[] | undefined
	/** Says so after the label. */
	optional?: boolean
	/** Keeps the label for screen readers only, where the place makes it plain (a search box). */
	labelHidden?: boolean
}

/** The ids are those of conform: `ID-error` and `ID-description`. */
export function fieldAria(id: string, { hint, errors }: Pick<FieldText, 'hint' | 'errors'>): FieldAria {
	const invalid = Boolean(errors?.length)
	const described = [invalid && `${id}-error`, Boolean(hint) && `${id}-description`].filter(Boolean)
	return {
		id,
		'aria-describedby': described.length ? described.join(' ') : undefined,
		'aria-invalid': invalid || undefined,
	}
}

/** Label above, control, error and hint below. `children` draws the control and spreads what it is given. */
export function Field({
	id,
	label,
	hint,
	errors,
	optional,
	labelHidden,
	children,
}: FieldText & { id: string; children: (aria: FieldAria) => ReactNode }) {
	return (
		<div className="flex flex-col gap-1.5">
			<label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-sm font-medium'}>
				{label}
				{optional && <span className="font-normal text-muted"> (optional)</span>}
			</label>
			{children(fieldAria(id, { hint, errors }))}
			<FieldNotes id={id} hint={hint} errors={errors} />
		</div>
	)
}

/** The error and the hint of a field, with the ids that its control refers to. */
export function FieldNotes({ id, hint, errors }: Pick<FieldText, 'hint' | 'errors'> & { id: string }) {
	return (
		<>
			{errors && errors.length > 0 && (
				<p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-danger">
					<CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
					<span>{errors.join(' ')}</span>
				</p>
			)}
			{hint && (
				<p id={`${id}-description`} className="max-w-prose text-sm text-muted">
					{hint}
				</p>
			)}
		</>
	)
}
