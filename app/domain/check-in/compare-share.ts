import type { ShareRange } from '#app/domain/framework/share-range.ts'
import { inShareRange } from '#app/domain/framework/share-range.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'

export type BandedOption = { halfSteps: HalfSteps; text: string; share: ShareRange }

/**
 * Where a measured share stands among the options of a question. Bands overlap and leave gaps, as the source has them: `in`
 * names every option in whose band it lies, `between` the two around a gap, `beyond` the nearest where no band reaches so far.
 */
export type SharePlace =
	| { kind: 'in'; options: BandedOption[] }
	| { kind: 'between'; options: [BandedOption, BandedOption] }
	| { kind: 'beyond'; side: 'less' | 'more'; nearest: BandedOption }

/** How a measured share stands to what was chosen. `on-the-way` is a sign's alone: the tier below its level. */
export type ShareAgreement = 'agrees' | 'differs' | 'between' | 'beyond' | 'on-the-way'

/** What is compared is what is printed, tenths of a percent: else a figure could contradict the words beside it. */
const asPrinted = (share: number): number => Math.round(share * 1000) / 1000

/** Null where there are no bands. */
export function placeShare(options: readonly BandedOption[], measured: number): SharePlace | null {
	const share = asPrinted(measured)
	const holding = options.filter((option) => inShareRange(option.share, share))
	if (holding.length > 0) return { kind: 'in', options: holding }
	const under = options
		.filter((option) => option.share.maxShare <= share)
		.toSorted((a, b) => b.share.maxShare - a.share.maxShare)[0]
	const over = options
		.filter((option) => option.share.minShare > share)
		.toSorted((a, b) => a.share.minShare - b.share.minShare)[0]
	if (under && over) return { kind: 'between', options: [under, over] }
	if (over) return { kind: 'beyond', side: 'less', nearest: over }
	return under ? { kind: 'beyond', side: 'more', nearest: under } : null
}

/** How the place of a measured share stands to the option that somebody chose. */
export function agreementWith(place: SharePlace, chosen: HalfSteps): ShareAgreement {
	const isChosen = (option: BandedOption) => option.halfSteps === chosen
	switch (place.kind) {
		case 'in':
			return place.options.some(isChosen) ? 'agrees' : 'differs'
		case 'between':
			return place.options.some(isChosen) ? 'between' : 'differs'
		case 'beyond':
			return isChosen(place.nearest) ? 'beyond' : 'differs'
	}
}

/** Whether a sign that names a share is there. */
export function isSignThere(sign: { share: ShareRange }, measured: number): boolean {
	return inShareRange(sign.share, asPrinted(measured))
}

/**
 * How a sign that is there from a level on, measured of a team, stands to the tier that somebody chose. Who stands half a tier
 * below the level is on the way to it, where the sign may be there or not.
 */
export function signAgreement(of: { level: HalfSteps; isThere: boolean; chosen: HalfSteps }): ShareAgreement {
	if (of.chosen === of.level - 1) return 'on-the-way'
	return of.isThere === of.chosen >= of.level ? 'agrees' : 'differs'
}
