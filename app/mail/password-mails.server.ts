import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { composeMail } from './compose-mail.server.ts'
import { formatMoment } from './format-moment.ts'

/** Users belong to no one account: their own mails name the time in UTC. */
const anywhere = { locale: 'en-GB', timeZone: 'UTC' }

/** @param of.url the address with the token: this mail is the only place where it stands */
export function resetMail(of: { to: string; url: string; expiresAt: Date }): OutboxMail {
	const until = formatMoment(of.expiresAt, anywhere)
	return composeMail({
		to: of.to,
		subject: `Choose a new password for Contour by ${until}`,
		paragraphs: [
			'Somebody, probably you, asked for a new password for this e-mail address.',
			`The button works once, until ${until}. With a new password you are signed out everywhere else.`,
		],
		action: { label: 'Choose a new password', url: of.url },
		why: 'Contour sends this because the form for a forgotten password was filled in with your address. If that was not you, do nothing: your password stays.',
	})
}

export function passwordChangedMail(of: { to: string; at: Date; baseUrl: string }): OutboxMail {
	const at = formatMoment(of.at, anywhere)
	return composeMail({
		to: of.to,
		subject: `Your password for Contour was changed on ${at}`,
		paragraphs: [
			`The password of ${of.to} was changed on ${at}.`,
			'If that was you, all is well. If not, choose a new one at once: that ends every session, also of whoever did it.',
		],
		action: { label: 'It was not me', url: `${of.baseUrl}/forgot-password` },
		why: 'Contour sends this to everybody whose password changes. It cannot be turned off.',
	})
}

/** For somebody who signs up again, or whose address somebody else signs up with. */
export function knownAddressMail(of: { to: string; at: Date; baseUrl: string }): OutboxMail {
	const at = formatMoment(of.at, anywhere)
	return composeMail({
		to: of.to,
		subject: `Sign in to Contour: you signed up before (${at})`,
		paragraphs: [
			`On ${at} somebody, probably you, signed up for Contour with ${of.to}. That address has a user already, so nothing was created or changed.`,
			'Sign in with the password you have. If you forgot it, choose a new one from there. A new company can be added once you are in.',
		],
		action: { label: 'Sign in', url: `${of.baseUrl}/sign-in` },
		why: 'Contour sends this because the sign-up form was filled in with your address. If that was not you, do nothing.',
	})
}

export function welcomeMail(of: { to: string; accountName: string; at: Date; baseUrl: string }): OutboxMail {
	const at = formatMoment(of.at, anywhere)
	return composeMail({
		to: of.to,
		subject: `Sign in to Contour: ${of.accountName} is ready (${at})`,
		paragraphs: [
			`${of.accountName} is set up on Contour, and you are its owner.`,
			'First bring in your people: a file from your HR system is enough.',
		],
		action: { label: 'Sign in', url: `${of.baseUrl}/sign-in` },
		why: 'Contour sends this once, because you signed up with this address. If that was not you, choose a new password from the sign-in page: the account is yours then.',
	})
}
