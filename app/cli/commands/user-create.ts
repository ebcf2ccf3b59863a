import { emailField, nameField } from '#app/auth/fields.ts'
import { hashPassword } from '#app/auth/passwords.server.ts'
import { createUser } from '#app/data/create-user.server.ts'
import { roles, type Role } from '#app/domain/access/policy.ts'
import { checked, CommandError, exitCodes, optional, required, type Command } from '#app/cli/command.ts'
import { choosePassword } from '#app/cli/password.ts'

export const userCreate: Command = {
	summary: 'Adds a user to an account, linked to the member of the same e-mail address.',
	usage: '--account SLUG --email EMAIL --name NAME [--roles hr,member]',
	help: `--roles           Any of ${roles.join(', ')}, separated by commas (member unless given)
--password-stdin  Read the password from standard input; otherwise a new one is printed
Who has a user already is invited by the account instead.`,
	options: {
		email: { type: 'string' },
		name: { type: 'string' },
		roles: { type: 'string' },
		'password-stdin': { type: 'boolean' },
	},
	needsDatabase: true,
	logs: true,
	async run({ values, account, print }) {
		const email = checked('email', emailField, required(values, 'email'))
		const name = checked('name', nameField('Give the user a name.'), required(values, 'name'))
		const wanted = (optional(values, 'roles') ?? 'member').split(',').map((role) => role.trim())
		const unknown = wanted.find((role) => !roles.some((known) => known === role))
		if (unknown !== undefined) throw new CommandError(`--roles: "${unknown}" is none of ${roles.join(', ')}.`)
		const { id: accountId, slug } = await account()
		const { password, isNew } = await choosePassword(values)
		const created = await createUser({
			accountId,
			email,
			name,
			passwordHash: await hashPassword(password),
			roles: [...new Set(wanted)] as Role[],
		})
		if (!created.ok) {
			throw new CommandError(
				'Somebody has this e-mail address already. Invite that person to the account instead.',
				exitCodes.badInput,
			)
		}
		const link = created.memberId === null ? 'linked to no member' : 'linked to the member of that address'
		print(`${email} added to ${slug}, ${link}.${isNew ? `\nPassword: ${password}` : ''}`, {
			account: slug,
			email,
			memberId: created.memberId,
			...(isNew ? { password } : {}),
		})
		return exitCodes.done
	},
}
