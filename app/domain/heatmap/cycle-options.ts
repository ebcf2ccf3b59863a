/** The cycles to choose from: the one that runs as it stands, and of a corrected one each version says which it is. */
export const cycleOptions = (
	cycles: readonly { ref: string; name: string; version: number | null; isCorrectedSince: boolean }[],
): { value: string; label: string }[] =>
	cycles.map(({ ref, name, version, isCorrectedSince }) => ({
		value: ref,
		label:
			version === null
				? `${name}, as it stands now`
				: isCorrectedSince || version > 1
					? `${name}, version ${version}`
					: name,
	}))
