import type { ReactNode } from 'react'
import type { TierHalfSteps } from './tier-badge.tsx'
import { TierBadge, TierMark } from './tier-badge.tsx'
import { TextAreaField } from './text-field.tsx'
import { FieldNotes } from './field.tsx'

export type TierChoiceOption = { halfSteps: TierHalfSteps; tier: string; name: string }

type Props = {
	/** What the answers come to so far; null while some are missing. */
	suggestion: { halfSteps: number; inTransition: number | null } | null
	/** The tiers that may be chosen instead, lowest first. */
	options: readonly TierChoiceOption[]
	/** `suggested`, or half-steps as text. */
	defaultValue: string
	defaultReason: string
	errors?: { tier?: readonly string[] | undefined; tierReason?: readonly string[] | undefined }
	/** Instead of the suggestion while answers are missing. */
	incomplete: ReactNode
}

/**
 * The suggested tier, and behind a fold another one with its reason: fields `tier` and `tierReason` of the form around it.
 * The fold is open where another tier was chosen.
 */
export function TierChoice(props: Props) {
	const { suggestion, options, defaultValue, defaultReason, errors = {}, incomplete } = props
	const named = (halfSteps: number | null) => options.find((option) => option.halfSteps === halfSteps)
	const suggested = named(suggestion?.halfSteps ?? null)
	const transition = named(suggestion?.inTransition ?? null)
	const wrong = Boolean(errors.tier?.length || errors.tierReason?.length)
	return (
		<div className="flex flex-col gap-4">
			<div aria-live="polite" className="flex flex-col gap-2">
				{suggested ? (
					<>
						<p className="flex flex-wrap items-center gap-x-3 gap-y-1">
							<span className="text-muted">Suggested:</span>
							<TierBadge halfSteps={suggested.halfSteps} tier={suggested.tier} name={suggested.name} />
						</p>
						{transition && (
							<p className="max-w-prose text-sm text-pretty text-muted">
								One answer stands a whole tier or more higher, so tier {transition.tier} ({transition.name},
								in transition) fits as well and needs no reason.
							</p>
						)}
					</>
				) : (
					<p className="max-w-prose text-pretty text-muted">{incomplete}</p>
				)}
			</div>
			<details className="disclosure" open={wrong || defaultValue !== 'suggested'}>
				<summary className="text-sm font-medium text-accent">Choose another tier</summary>
				<div className="flex flex-col gap-4 pt-3">
					<fieldset
						id="tier"
						tabIndex={-1}
						data-focus-target
						aria-describedby={errors.tier?.length ? 'tier-error' : undefined}
						className="flex flex-col gap-1"
					>
						<legend className="mb-1 text-sm font-medium">Tier</legend>
						<FieldNotes id="tier" errors={errors.tier} />
						<TierRadio value="suggested" checked={defaultValue === 'suggested'}>
							As suggested
						</TierRadio>
						{options.map(({ halfSteps, tier, name }) => (
							<TierRadio
								key={halfSteps}
								value={String(halfSteps)}
								checked={defaultValue === String(halfSteps)}
							>
								<TierMark halfSteps={halfSteps}>{tier}</TierMark>
								{name}
								{transition?.halfSteps === halfSteps && (
									<span className="text-xs text-muted">in transition</span>
								)}
							</TierRadio>
						))}
					</fieldset>
					<TextAreaField
						name="tierReason"
						label="Why this tier?"
						hint="Only where it is another one than suggested. Both of you and HR read it."
						rows={2}
						defaultValue={defaultReason}
						errors={errors.tierReason}
					/>
				</div>
			</details>
		</div>
	)
}

function TierRadio({ value, checked, children }: { value: string; checked: boolean; children: ReactNode }) {
	const id = `tier-${value}`
	return (
		<label htmlFor={id} className="flex min-h-10 items-center gap-3 rounded-control px-1 hover:bg-hover">
			<input id={id} type="radio" name="tier" value={value} defaultChecked={checked} className="check" />
			<span className="flex flex-wrap items-center gap-2 text-sm">{children}</span>
		</label>
	)
}
