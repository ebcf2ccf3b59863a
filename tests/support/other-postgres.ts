import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { choosePostgresUser, postgresRunner } from '#app/server/postgres-binaries.ts'
import { findFreePort } from '#app/server/find-free-port.ts'

export type OtherPostgres = { adminUrl: string; stop: () => Promise<void> }

const USER = 'contour_test'
const PASSWORD = 'of-the-tests-alone'

/**
 * Starts an empty PostgreSQL of the binaries in `bin` (such as /usr/lib/postgresql/15/bin) for one project of a run of the tests. It
 * stands in a folder of its own, which goes with it.
 */
export async function startOtherPostgres(bin: string, parent: string): Promise<OtherPostgres> {
	mkdirSync(parent, { recursive: true })
	const root = mkdtempSync(path.join(parent, 'other-postgres-'))
	const data = path.join(root, 'data')
	const user = choosePostgresUser(data)
	mkdirSync(data, { recursive: true, mode: 0o755 })
	const passwordFile = path.join(root, 'password')
	writeFileSync(passwordFile, PASSWORD)
	if (user) for (const each of [root, data, passwordFile]) chownSync(each, user.uid, user.gid)
	const run = postgresRunner(user, [bin, root])
	await run(path.join(bin, 'initdb'), [
		...[`--pgdata=${data}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
		...['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
	])
	const port = await findFreePort()
	const settings = [
		...['listen_addresses=127.0.0.1', `unix_socket_directories=${root}`, 'max_connections=200'],
		...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'log_min_error_statement=panic'],
	]
	const control = (...args: string[]) =>
		run(path.join(bin, 'pg_ctl'), [...args, '--wait', '--silent', `--pgdata=${data}`])
	await control(
		'start',
		`--log=${path.join(root, 'server.log')}`,
		`--options=-p ${port} ${settings.map((setting) => `-c ${setting}`).join(' ')}`,
	)
	return {
		adminUrl: `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
		stop: async () => {
			await control('stop', '--mode=immediate')
			rmSync(root, { recursive: true, force: true })
		},
	}
}
