import { randomBytes } from 'node:crypto'
import { systemScope } from '#app/data/account-scope.server.ts'
import { findAccountBySlug } from '#app/data/find-account-by-slug.server.ts'
import { removeSample } from '#app/jobs/audit-heads/remove-sample.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { samplePassword } from '#app/server/sample-password.ts'
import { loadSample, sampleEmails, sampleSlug } from '#seed/demo/load-sample.server.ts'
import { CommandError, exitCodes, type Command } from '#app/cli/command.ts'

export const sampleLoad: Command = {
	summary: 'Loads the sample company Meridian into an account of its own.',
	usage: '',
	help: 'Prints the sign-ins and their password. Refused where an account of the slug meridian exists.',
	options: {},
	needsDatabase: true,
	logs: true,
	async run({ print }) {
		if (await findAccountBySlug(sampleSlug)) {
			throw new CommandError(
				'The account meridian exists already. Remove it first: contour sample remove.',
				exitCodes.badInput,
			)
		}
		const env = getEnv()
		const password = env.DATABASE_URL
			? `meridian-${randomBytes(9).toString('base64url')}`
			: await samplePassword(env.CONTOUR_DATA_DIR)
		await loadSample({ password })
		print(`The sample company Meridian is loaded.\nPassword: ${password}\n${sampleEmails.join('\n')}`, {
			account: sampleSlug,
			password,
			emails: sampleEmails,
		})
		return exitCodes.done
	},
}

export const sampleRemove: Command = {
	summary: 'Removes the sample company with everything it holds.',
	usage: '',
	help: 'Touches no other account. An account of the slug meridian that is no sample stays.',
	options: {},
	needsDatabase: true,
	async run({ print }) {
		const account = await findAccountBySlug(sampleSlug)
		if (!account?.isSample || !(await removeSample(systemScope(account.id)))) {
			throw new CommandError('There is no sample company to remove.', exitCodes.notFound)
		}
		print('The sample company is removed.', { removed: sampleSlug })
		return exitCodes.done
	},
}
