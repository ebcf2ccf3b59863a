import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'
import { until } from './application.ts'

export type ReceivedMail = {
	to: string
	subject: string
	/** Headers and text, with the soft line ends taken out. */
	body: string
	/** It has a way out, as reminders have and nothing else has. */
	isReminder: boolean
}

export type MailReceiver = {
	/** For SMTP_URL. */
	url: string
	/** Everything so far, oldest first. */
	mails: ReceivedMail[]
	/** The first mail to an address that contains something, as soon as it is there. */
	mailTo: (address: string, containing: string) => Promise<ReceivedMail>
}

/** A real SMTP server on a free port, until the end of the file. To be called at the top of the file. */
export async function receiveMail(): Promise<MailReceiver> {
	const mails: ReceivedMail[] = []
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, done) {
			void text(stream).then((raw) => {
				const body = raw.replaceAll(/=\r\n/g, '').replaceAll('=3D', '=')
				const [head = ''] = raw.split('\r\n\r\n')
				const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ')
				mails.push({
					to: session.envelope.rcptTo.map(({ address }) => address).join(),
					subject: /^Subject: (.*)$/im.exec(unfolded)?.[1] ?? '',
					body,
					isReminder: /^List-Unsubscribe: /im.test(unfolded),
				})
				done()
			})
		},
	})
	server.listen(0, '127.0.0.1')
	await once(server.server, 'listening')
	const { port } = server.server.address() as AddressInfo
	afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
	return {
		url: `smtp://127.0.0.1:${port}`,
		mails,
		async mailTo(address, containing) {
			const find = () => mails.find(({ to, body }) => to === address && body.includes(containing))
			await until(() => find() !== undefined, 30).catch(() => {
				const all = mails.map(({ to, subject }) => `${to}: ${subject}`).join('\n')
				throw new Error(`No mail to ${address} with ${containing}. There are:\n${all}`)
			})
			const mail = find()
			if (!mail) throw new Error('a mail does not go away')
			return mail
		},
	}
}
