import { connect } from 'node:net'

export type RawAnswer = { status: number; headers: Headers; body: string }

/** What the server answers to these very bytes, until it closes the connection or `Connection: close` says that it will. */
export function sendRaw(port: number, bytes: string, { end = false } = {}): Promise<RawAnswer> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => (end ? socket.end(bytes) : socket.write(bytes)))
		let text = ''
		socket.setEncoding('latin1').on('data', (part: string) => (text += part))
		// A server that has answered may reset what still comes.
		socket.on('error', (error) => (text ? undefined : reject(error)))
		socket.on('close', () => resolve(parse(text)))
	})
}

function parse(text: string): RawAnswer {
	const [head = '', ...rest] = text.split('\r\n\r\n')
	const [first = '', ...lines] = head.split('\r\n')
	const headers = new Headers(
		lines.map((line): [string, string] => [
			line.slice(0, line.indexOf(':')),
			line.slice(line.indexOf(':') + 1),
		]),
	)
	return { status: Number(first.split(' ')[1]), headers, body: rest.join('\r\n\r\n') }
}
