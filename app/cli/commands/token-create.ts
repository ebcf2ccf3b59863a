import { nameField } from '#app/auth/fields.ts'
import { createApiToken } from '#app/auth/api-token.server.ts'
import { systemScope } from '#app/data/account-scope.server.ts'
import { addApiToken, mostApiTokens } from '#app/data/api/add-api-token.server.ts'
import { readStanding } from '#app/data/read-standing.server.ts'
import { roles, type Role } from '#app/domain/access/policy.ts'
import { tokenDays } from '#app/domain/api/token-life.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { tokenMails } from '#app/mail/token-mails.server.ts'
import { checked, CommandError, exitCodes, optional, required, type Command } from '#app/cli/command.ts'

export const tokenCreate: Command = {
	summary: 'Makes a token with which programs ask the API of an account.',
	usage: '--account SLUG --role ROLE [--expires DAYS] [--name NAME]',
	help: `--role     What it may see, one of ${roles.join(', ')}
--expires  After how many days it opens nothing any more (${tokenDays.usual} unless given, at most ${tokenDays.most})
--name     What it is for, as the settings list it ("Command line" unless given)
The token is printed once and stored nowhere. All owners and HR of the account get a mail.`,
	options: {
		role: { type: 'string' },
		expires: { type: 'string' },
		name: { type: 'string' },
	},
	needsDatabase: true,
	logs: true,
	async run({ values, account, print }) {
		const role = required(values, 'role')
		if (!roles.some((known) => known === role)) {
			throw new CommandError(`--role: "${role}" is none of ${roles.join(', ')}.`)
		}
		const days = Number(optional(values, 'expires') ?? tokenDays.usual)
		if (!Number.isInteger(days) || days < 1 || days > tokenDays.most) {
			throw new CommandError(`--expires: give whole days, 1 to ${tokenDays.most}.`)
		}
		const name = checked(
			'name',
			nameField('Say what the token is for.'),
			optional(values, 'name') ?? 'Command line',
		)
		const { id: accountId, slug } = await account()
		const scope = systemScope(accountId)
		const standing = await readStanding(scope)
		if (!standing) throw new CommandError(`There is no account "${slug}".`, exitCodes.notFound)
		const token = { name, role: role as Role }
		const { token: secret, hash: tokenHash } = createApiToken()
		const added = await addApiToken(scope, {
			...token,
			...{ days, tokenHash, idempotencyKey: tokenHash },
			announce: (announced) =>
				tokenMails({
					account: standing.account,
					by: null,
					at: new Date(),
					baseUrl: getEnv().CONTOUR_BASE_URL,
					token,
					...announced,
				}),
		})
		if (!added.ok) {
			throw new CommandError(
				`The account has ${mostApiTokens} tokens that work, as many as it may have. Revoke some in its settings first.`,
				exitCodes.badInput,
			)
		}
		print(
			`${secret}\n\nIt opens the API of ${slug} as ${role} until ${added.expiresAt.slice(0, 10)}. It is not shown again: keep it where secrets are kept.`,
			{ account: slug, id: added.id, role, token: secret, expiresAt: added.expiresAt },
		)
		return exitCodes.done
	},
}
