import { expect, test } from 'vitest'
import type { UploadedFile } from '#app/lib/take-upload.server.ts'
import { takeUpload } from '#app/lib/take-upload.server.ts'

function post(file: Blob | null, fields: Record<string, string> = {}): Request {
	const form = new FormData()
	for (const [name, value] of Object.entries(fields)) form.set(name, value)
	if (file) form.set('file', file, 'metrics.csv')
	return new Request('http://localhost/', { method: 'POST', body: form })
}

/** Reads a file to its end, or to as many bytes as are wanted. */
async function read({ name, content, fields }: UploadedFile, wanted = Infinity) {
	let bytes = 0
	for await (const chunk of content) {
		bytes += chunk.length
		if (bytes >= wanted) break
	}
	return { name, bytes, fields: Object.fromEntries(fields) }
}

test('a file is handed on while it comes, with the fields before it', async () => {
	const upload = post(new Blob(['x'.repeat(300_000)]), { kind: 'é' })
	expect(await takeUpload(upload, { maxBytes: 300_000, take: read })).toEqual({
		...{ name: 'metrics.csv', bytes: 300_000, fields: { kind: 'é' } },
	})
	expect(await takeUpload(post(null, { kind: 'x' }), { maxBytes: 6, take: read })).toBeNull()
})

test('one byte too many is seen, the rest is not; and who has enough gets an answer all the same', async () => {
	const large = () => post(new Blob(['x'.repeat(3_000_000)]))
	expect(await takeUpload(large(), { maxBytes: 6, take: read })).toMatchObject({ bytes: 7 })
	const few = (file: UploadedFile) => read(file, 1)
	expect(await takeUpload(large(), { maxBytes: 4_000_000, take: few })).toMatchObject({ name: 'metrics.csv' })
	expect(await takeUpload(large(), { maxBytes: 4_000_000, take: async () => 'unread' })).toBe('unread')
})

test('what breaks off is a bad request, and whoever takes it is told; what breaks there is not the sender’s', async () => {
	const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nTeam,Value'
	const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
	let told: unknown
	const take = (file: UploadedFile) => read(file).catch((error: unknown) => void (told = error))
	const broken = new Request('http://localhost/', { method: 'POST', headers, body })
	await expect(takeUpload(broken, { maxBytes: 100, take })).rejects.toMatchObject({ status: 400 })
	expect(told).toBeInstanceOf(Error)
	const failing = async () => {
		throw new Error('The disk is full.')
	}
	await expect(takeUpload(post(new Blob(['x'])), { maxBytes: 100, take: failing })).rejects.toThrow(
		'The disk is full.',
	)
	const none = new Request('http://localhost/', { method: 'POST', body: 'file=x' })
	await expect(takeUpload(none, { maxBytes: 100, take: read })).rejects.toMatchObject({ status: 400 })
})

test('what never ends is not read to its end', async () => {
	let sent = 0
	const begun = new TextEncoder().encode(
		'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n',
	)
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			controller.enqueue(sent === 0 ? begun : new Uint8Array(65_536))
			sent += 65_536
		},
	})
	const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
	const endless = new Request('http://localhost/', {
		method: 'POST',
		headers,
		body,
		duplex: 'half',
	} as RequestInit)
	expect(await takeUpload(endless, { maxBytes: 1000, take: read })).toMatchObject({ bytes: 1001 })
	expect(sent).toBeLessThan(10_000_000)
})
