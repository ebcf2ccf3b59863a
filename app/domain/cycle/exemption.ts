/** Why somebody takes no part in a cycle. */
export const exemptKinds = ['leave', 'new', 'other'] as const
export type ExemptKind = (typeof exemptKinds)[number]

export type Exemption = {
	kind: ExemptKind
	/** Empty where the kind says enough. */
	reason: string
}

export const exemptKindNames: Record<ExemptKind, string> = {
	leave: 'On leave',
	new: 'New in the job',
	other: 'Other',
}

/** An exemption in a few words: 'On leave: parental leave until May'. */
export function describeExemption({ kind, reason }: Exemption): string {
	if (reason === '') return exemptKindNames[kind]
	return kind === 'other' ? reason : `${exemptKindNames[kind]}: ${reason}`
}
