/**
 * Bytes that go back to the operating system when nobody uses them any more, and that can grow in their place up to `most`.
 * What an ordinary buffer of many megabytes took stays with the process: the C library keeps it for the next of that size.
 */
export function mappedBytes(length: number, most: number = length): ArrayBuffer {
	return new ArrayBuffer(length, { maxByteLength: most })
}
