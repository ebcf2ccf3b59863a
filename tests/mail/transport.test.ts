import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { composeMail } from '#app/mail/compose-mail.server.ts'
import type { MailTransport } from '#app/mail/transport.server.ts'
import { openTransport } from '#app/mail/transport.server.ts'

type Received = { from: string; to: string[]; raw: string }
const received: Received[] = []

const server = new SMTPServer({
	authOptional: true,
	disabledCommands: ['STARTTLS'],
	onData(stream, session, done) {
		const chunks: Buffer[] = []
		stream.on('data', (chunk: Buffer) => chunks.push(chunk))
		stream.on('end', () => {
			const { mailFrom, rcptTo } = session.envelope
			received.push({
				from: mailFrom ? mailFrom.address : '',
				to: rcptTo.map(({ address }) => address),
				raw: Buffer.concat(chunks).toString('utf8'),
			})
			done()
		})
	},
})

let transport: MailTransport
beforeAll(async () => {
	server.listen(0, '127.0.0.1')
	await once(server.server, 'listening')
	const { port } = server.server.address() as AddressInfo
	transport = openTransport({
		smtpUrl: `smtp://127.0.0.1:${port}`,
		from: 'Contour <contour@example.com>',
		baseUrl: 'https://contour.example.com',
	})
})
afterAll(async () => {
	transport.close()
	await new Promise<void>((resolve) => server.close(() => resolve()))
})

async function send(to: string, name: string): Promise<Received | undefined> {
	received.length = 0
	const mail = composeMail({
		to,
		subject: `Check the roles of ${name}`,
		paragraphs: [`${name} changed something.`],
		action: { label: 'See', url: 'https://contour.example.com/a/acme' },
		why: `Because of ${name}.`,
	})
	await transport.send({ id: '0190b5a0-0000-7000-8000-000000000001', attempts: 1, ...mail })
	expect(received).toHaveLength(1)
	return received[0]
}

const headersOf = (raw: string) =>
	(raw.split('\r\n\r\n')[0] ?? '')
		.replace(/\r\n[ \t]+/g, ' ')
		.split('\r\n')
		.map((line) => line.split(':')[0]?.toLowerCase())

const usual = [
	'from',
	'to',
	'subject',
	'message-id',
	'date',
	'mime-version',
	'content-type',
	'auto-submitted',
]

it.each([
	'Ada',
	'Line\r\nBcc: victim@example.com',
	'Line\nBcc: victim@example.com\n\nbody',
	'=?utf-8?Q?=0D=0ABcc:_victim@example.com?=',
	'محمد 👩🏽‍💻 株式会社',
	'\r\n.\r\nMAIL FROM:<evil@example.com>',
	'x'.repeat(2000),
])('the name %.40j adds no header and no recipient', async (name) => {
	const mail = await send('reader@example.com', name)
	expect(mail?.to).toEqual(['reader@example.com'])
	expect(mail?.from).toBe('contour@example.com')
	expect(headersOf(mail?.raw ?? '').toSorted()).toEqual(usual.toSorted())
})

it.each([
	'a@example.com, victim@example.com',
	'a@example.com\r\nRCPT TO:<victim@example.com>',
	'a@example.com> RCPT TO:<victim@example.com',
	'Name <a@example.com>, Other <victim@example.com>',
])('the address %j reaches nobody else', async (address) => {
	received.length = 0
	const mail = composeMail({ to: address, subject: 's', paragraphs: ['p'], why: 'w' })
	await transport.send({ id: '0190b5a0-0000-7000-8000-000000000002', attempts: 1, ...mail }).catch(() => {})
	expect(received.flatMap(({ to }) => to)).not.toContain('victim@example.com')
})

it('keeps its Message-ID however often it is sent, and names our host', async () => {
	const ids = []
	for (let round = 0; round < 2; round++) {
		const mail = await send('reader@example.com', 'Ada')
		ids.push(/^Message-ID: (.*)$/im.exec(mail?.raw ?? '')?.[1]?.trim())
	}
	expect(ids).toEqual(
		Array.from({ length: 2 }, () => '<0190b5a0-0000-7000-8000-000000000001@contour.example.com>'),
	)
})
