import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { JoinedStream } from '#app/lib/joined-stream.server.ts'

const textOf = (piece: Buffer | null) => piece?.toString('utf8') ?? null

test('what is written is passed on in one piece, and not before it is flushed', () => {
	const stream = new JoinedStream()
	stream.write('a page ')
	stream.write(Buffer.from('in pieces'))
	expect(stream.read()).toBeNull()
	stream.flush()
	expect(textOf(stream.read())).toBe('a page in pieces')
	stream.flush()
	expect(stream.read()).toBeNull()
	stream.write('late')
	stream.flush()
	expect(textOf(stream.read())).toBe('late')
})

test('what was not flushed goes out at the end, in order', async () => {
	const stream = new JoinedStream()
	stream.write('first ')
	stream.flush()
	stream.write('second ')
	stream.end('الثالث')
	expect((await buffer(stream)).toString('utf8')).toBe('first second الثالث')
})

test('a long page is not held until the flush, and who reads slowly is waited for', async () => {
	const stream = new JoinedStream()
	const piece = Buffer.alloc(4096, 'x')
	let written = 0
	while (stream.write(piece)) written += 4096
	expect(written).toBeLessThan(1024 * 1024)
	expect(stream.readableLength).toBeGreaterThan(0)
	stream.end()
	expect((await buffer(stream)).length).toBe(written + 4096)
})
