import { existsSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { configureEnv, readEnv } from '#app/lib/env.server.ts'
import type { Env } from '#app/lib/env.server.ts'
import { isStartError } from '#app/lib/start-error.ts'
import { checkSmtp } from '#app/mail/check-smtp.server.ts'
import { startEmbeddedPostgres } from '#app/server/embedded-postgres.ts'
import { checkRoles, checkSchema, checkServer } from './check-database.ts'
import { checkErasures } from './check-erasures.ts'
import { checkDataFolder, checkLastBackup, checkNode } from './check-machine.ts'
import { checkSettings } from './check-settings.ts'
import { checkSnapshots } from './check-snapshots.ts'
import { checkWork } from './check-work.ts'
import { ok, problem, warning } from './finding.ts'
import type { Finding } from './finding.ts'

type Addresses = { appUrl: string; ownerUrl: string; stop: () => Promise<void> }

/**
 * Looks at everything that Contour needs, and changes nothing.
 *
 * @param options.deep also recounts every snapshot and recomputes every audit log
 */
export async function runDoctor({ deep }: { deep: boolean }): Promise<Finding[]> {
	const findings = [checkNode()]
	let env: Env
	try {
		env = readEnv()
	} catch (error) {
		if (!isStartError(error)) throw error
		return [...findings, problem('settings', error.message, 'Correct it in .env or the environment.')]
	}
	configureEnv(env)
	findings.push(...checkSettings(env))
	if (!env.DATABASE_URL) findings.push(...checkDataFolder(env.CONTOUR_DATA_DIR))
	findings.push(...(await checkDatabase(env, deep)))
	findings.push(await checkMail(env), await checkLastBackup(env.CONTOUR_DATA_DIR))
	return findings
}

async function checkDatabase(env: Env, deep: boolean): Promise<Finding[]> {
	let addresses: Addresses
	try {
		const found = await findDatabase(env)
		if (!found) return [warning('database', 'there is none yet', 'npm start makes it.')]
		addresses = found
	} catch (error) {
		if (!isStartError(error)) throw error
		return [problem('database', error.message, 'Do as it says, then ask again.')]
	}
	try {
		return await checkReachable(addresses, env, deep)
	} finally {
		await addresses.stop()
	}
}

/** Null where Contour's own PostgreSQL was never started: looking must not make one. */
async function findDatabase(env: Env): Promise<Addresses | null> {
	if (env.DATABASE_URL) {
		const ownerUrl = env.DATABASE_OWNER_URL ?? env.DATABASE_URL
		return { appUrl: env.DATABASE_URL, ownerUrl, stop: async () => {} }
	}
	if (!existsSync(path.join(env.CONTOUR_DATA_DIR, 'postgres'))) return null
	return startEmbeddedPostgres({ dataDir: env.CONTOUR_DATA_DIR, use: 'tool' })
}

async function checkReachable({ appUrl, ownerUrl }: Addresses, env: Env, deep: boolean): Promise<Finding[]> {
	const owner = new Client({
		connectionString: ownerUrl,
		application_name: 'contour doctor',
		connectionTimeoutMillis: 10_000,
		statement_timeout: 60_000,
	})
	owner.on('error', () => undefined)
	try {
		await owner.connect()
	} catch (error) {
		const { message, code } = error as Error & { code?: string }
		return [
			problem(
				'database',
				`${owner.host}:${owner.port} does not take ${owner.user} (${message || code})`,
				'See whether PostgreSQL runs, and whether DATABASE_URL and DATABASE_OWNER_URL name it.',
			),
		]
	}
	try {
		const findings = [ok('database', `${owner.database} at ${owner.host}:${owner.port}`)]
		findings.push(...(await checkServer(owner, env)))
		const schema = await attempt('schema', () => checkSchema(owner))
		findings.push(...(await attempt('roles', () => checkRoles(appUrl, owner))), ...schema)
		if (schema.some(({ check, state }) => check === 'schema' && state !== 'ok')) return findings
		findings.push(
			...(await attempt('work', () => checkWork(owner, { hasSmtp: env.SMTP_URL !== undefined, deep }))),
		)
		findings.push(...(await attempt('erasures', () => checkErasures(appUrl))))
		if (deep) findings.push(...(await attempt('snapshots', () => checkSnapshots(appUrl))))
		return findings
	} finally {
		await owner.end().catch(() => undefined)
	}
}

/** One check that cannot be made keeps no other from being made. */
async function attempt(check: string, run: () => Promise<Finding[]>): Promise<Finding[]> {
	try {
		return await run()
	} catch (error) {
		return [
			problem(
				check,
				`cannot be looked at (${(error as Error).message})`,
				'Set DATABASE_OWNER_URL to the role that made the tables, and see whether PostgreSQL runs.',
			),
		]
	}
}

async function checkMail({ SMTP_URL }: Env): Promise<Finding> {
	if (!SMTP_URL)
		return warning('mail', 'SMTP_URL is not set, so no mail is sent', 'Set it to have mails sent.')
	const { host } = new URL(SMTP_URL)
	const refusal = await checkSmtp(SMTP_URL)
	if (refusal === null) return ok('mail', `${host} answers`)
	return problem(
		'mail',
		`${host} does not take mail (${refusal})`,
		'See whether SMTP_URL is right and the server runs.',
	)
}
