import { createTransport } from 'nodemailer'

const timeout = 10_000

/** Greets an SMTP server and signs in, sends nothing. Null where that works, else what it says. */
export async function checkSmtp(smtpUrl: string): Promise<string | null> {
	const transport = createTransport({
		url: smtpUrl,
		connectionTimeout: timeout,
		greetingTimeout: timeout,
		socketTimeout: timeout,
	})
	try {
		await transport.verify()
		return null
	} catch (error) {
		return (error as Error).message
	} finally {
		transport.close()
	}
}
