/** The published cycles to choose from; of a corrected one each version says which it is. */
export const cycleOptions = (
	cycles: readonly { ref: string; name: string; version: number | null; isCorrectedSince: boolean }[],
): { value: string; label: string }[] =>
	cycles.map(({ ref, name, version, isCorrectedSince }) => ({
		value: ref,
		label: isCorrectedSince || (version ?? 1) > 1 ? `${name}, version ${version}` : name,
	}))
