/** How many rows of a file with so many columns are looked at, and kept, for what its columns hold. */
export const sampleSize = (columns: number): number =>
	Math.min(200, Math.max(5, Math.floor(10_000 / Math.max(1, columns))))
