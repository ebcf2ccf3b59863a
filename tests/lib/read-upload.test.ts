import { expect, test } from 'vitest'
import { readUpload } from '#app/lib/read-upload.server.ts'

function post(file: Blob | null, fields: Record<string, string> = {}): Request {
	const form = new FormData()
	for (const [name, value] of Object.entries(fields)) form.set(name, value)
	if (file) form.set('file', file, 'people.csv')
	return new Request('http://localhost/', { method: 'POST', body: form })
}

test('a file comes with its name, its bytes and the fields beside it', async () => {
	const bytes = new Uint8Array([0, 255, 13, 10, 45, 45])
	const upload = await readUpload(post(new Blob([bytes]), { key: 'é' }), { maxBytes: 6 })
	expect(upload).toMatchObject({ ok: true, file: { name: 'people.csv' } })
	expect(upload.ok && [...upload.file.bytes]).toEqual([...bytes])
	expect(upload.fields.get('key')).toBe('é')
})

test('a byte too many, no file and an empty choice are told apart', async () => {
	expect(await readUpload(post(new Blob(['1234567'])), { maxBytes: 6 })).toMatchObject({
		ok: false,
		problem: 'too-large',
	})
	expect(await readUpload(post(new Blob(['x'.repeat(3_000_000)])), { maxBytes: 6 })).toMatchObject({
		problem: 'too-large',
	})
	expect(await readUpload(post(null, { key: 'x' }), { maxBytes: 6 })).toMatchObject({
		ok: false,
		problem: 'no-file',
	})
	const body = [
		'--b',
		'Content-Disposition: form-data; name="file"; filename=""',
		'Content-Type: application/octet-stream',
		'',
		'',
		'--b--',
		'',
	].join('\r\n')
	const empty = new Request('http://localhost/', {
		method: 'POST',
		headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
		body,
	})
	expect(await readUpload(empty, { maxBytes: 6 })).toMatchObject({ ok: false, problem: 'no-file' })
})

test('what comes beside the file and never ends is not read to its end', async () => {
	let sent = 0
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			sent += 65_536
			controller.enqueue(new Uint8Array(65_536))
		},
	})
	const headers = { 'Content-Type': 'multipart/form-data; boundary=b' }
	const endless = new Request('http://localhost/', {
		method: 'POST',
		headers,
		body,
		duplex: 'half',
	} as RequestInit)
	expect(await readUpload(endless, { maxBytes: 1000 })).toMatchObject({ ok: false, problem: 'too-large' })
	expect(sent).toBeLessThan(2_000_000)
})

test('what is no such form, or breaks off, is a bad request', async () => {
	const bad = (headers: Record<string, string>, body: string) =>
		readUpload(new Request('http://localhost/', { method: 'POST', headers, body }), { maxBytes: 6 })
	for (const request of [
		bad({ 'Content-Type': 'text/csv' }, 'a,b'),
		bad({ 'Content-Type': 'multipart/form-data' }, 'x'),
		bad(
			{ 'Content-Type': 'multipart/form-data; boundary=b' },
			'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nhalf',
		),
	]) {
		await expect(request).rejects.toMatchObject({ status: 400 })
	}
})
