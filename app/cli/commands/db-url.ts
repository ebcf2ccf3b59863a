import { exitCodes, type Command } from '#app/cli/command.ts'

export const dbUrl: Command = {
	summary: 'Prints the connection string in use, of the role that the application has.',
	usage: '',
	help: `Contour's own PostgreSQL answers there while Contour runs. The string holds a password: keep it to yourself.`,
	options: {},
	needsDatabase: false,
	async run({ databaseUrl, print }) {
		print(databaseUrl, { url: databaseUrl })
		return exitCodes.done
	},
}
