import { emailField, nameField } from '#app/auth/fields.ts'
import { hashPassword } from '#app/auth/passwords.server.ts'
import { createAccount } from '#app/data/create-account.server.ts'
import { locales } from '#app/lib/locales.ts'
import { isTimeZone } from '#app/lib/time-zones.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { checked, CommandError, exitCodes, optional, required, type Command } from '#app/cli/command.ts'
import { choosePassword } from '#app/cli/password.ts'

const refusals = {
	'email-taken':
		'Somebody has this e-mail address already. Let that person create the account after signing in, or use another address.',
	'slug-taken': 'Another account has this slug. Choose another one.',
} as const

export const accountCreate: Command = {
	summary: 'Creates an account with its owner, who also runs the check-ins (role HR).',
	usage: '--name NAME --owner EMAIL [--owner-name NAME] [--slug SLUG] [--time-zone ZONE] [--locale LOCALE]',
	help: `--time-zone       Where quarters begin and end, such as Europe/Berlin (UTC unless given)
--locale          How numbers and dates are written, such as en-GB (en-US unless given)
--password-stdin  Read the owner's password from standard input; otherwise a new one is printed`,
	options: {
		name: { type: 'string' },
		owner: { type: 'string' },
		'owner-name': { type: 'string' },
		slug: { type: 'string' },
		'time-zone': { type: 'string' },
		locale: { type: 'string' },
		'password-stdin': { type: 'boolean' },
	},
	needsDatabase: true,
	logs: true,
	async run({ values, print }) {
		const name = checked('name', nameField('Give the company a name.'), required(values, 'name'))
		const email = checked('owner', emailField, required(values, 'owner'))
		const ownerName = checked(
			'owner-name',
			nameField('Give the owner a name.'),
			optional(values, 'owner-name') ?? email,
		)
		const timeZone = optional(values, 'time-zone') ?? 'UTC'
		if (!isTimeZone(timeZone))
			throw new CommandError(`--time-zone: "${timeZone}" is no time zone such as Europe/Berlin.`)
		const locale = optional(values, 'locale') ?? 'en-US'
		if (!locales.some((known) => known === locale)) {
			throw new CommandError(`--locale: "${locale}" is none of ${locales.join(', ')}.`)
		}
		const slug = optional(values, 'slug')
		if (slug !== undefined && !/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])$/.test(slug)) {
			throw new CommandError('--slug: use 2 to 48 small letters, digits and hyphens, none at the ends.')
		}
		const { password, isNew } = await choosePassword(values)
		const created = await createAccount({
			name,
			...(slug === undefined ? {} : { slug }),
			timeZone,
			locale,
			content: builtInContent,
			owner: {
				email,
				name: ownerName,
				passwordHash: await hashPassword(password),
			},
			roles: ['owner', 'hr'],
		})
		if (!created.ok) throw new CommandError(refusals[created.reason], exitCodes.badInput)
		print(`Account ${created.slug} created; ${email} owns it.${isNew ? `\nPassword: ${password}` : ''}`, {
			slug: created.slug,
			owner: email,
			...(isNew ? { password } : {}),
		})
		return exitCodes.done
	},
}
