/**
 * A band of shares, 0 to 1. Both bounds belong to the band, unless `maxExclusive` says that the upper one
 * does not ("under 15 %"). Bands of one question may overlap or leave gaps: they are the source's.
 */
export type ShareRange = { minShare: number; maxShare: number; maxExclusive?: boolean | undefined }

/** Whether a measured share, 0 to 1, lies in the band. */
export function inShareRange(range: ShareRange, share: number): boolean {
	if (share < range.minShare) return false
	return range.maxExclusive === true ? share < range.maxShare : share <= range.maxShare
}
