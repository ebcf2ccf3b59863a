/** Rows that end in these bytes of COPY's text form: it writes a line feed within a value as `\n`, so each one ends a row. */
export function countRows(bytes: Uint8Array): number {
	let rows = 0
	for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows += 1
	return rows
}
