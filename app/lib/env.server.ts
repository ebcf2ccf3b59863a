import { z } from 'zod'
import { StartError } from './start-error.ts'

/** What a setting is, for the message about a wrong value and for .env.example. */
type Setting = { what: string; shouldBe: string; example?: string; secret?: boolean }

const described = z.registry<Setting>()

function setting<T extends z.ZodType>(schema: T, about: Setting): T {
	described.add(schema, about)
	return schema
}

const isDatabaseUrl = (text: string) => {
	const url = URL.parse(text)
	return (
		url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1
	)
}
const isSmtpUrl = (text: string) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? '')
const isOrigin = (text: string) => {
	const url = URL.parse(text)
	return url !== null && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '')
}
const onOff = z.enum(['on', 'off'])

/** Every setting that Contour reads, with its meaning; `.env.example` is made from this. */
const schema = z.object({
	NODE_ENV: setting(z.enum(['development', 'production', 'test']).default('production'), {
		what: 'How Contour runs. `npm run dev` and the tests set it themselves.',
		shouldBe: 'development, production or test',
	}),
	HOST: setting(z.string().default('127.0.0.1'), {
		what: 'The address to listen on. 0.0.0.0 takes connections from other machines.',
		shouldBe: 'an IP address or a host name of this machine',
	}),
	PORT: setting(
		z
			.string()
			.regex(/^\d{1,5}$/)
			.transform(Number)
			.refine((port) => port <= 65_535)
			.default(3000),
		{ what: 'The port to listen on.', shouldBe: 'a whole number from 0 to 65535; 0 picks a free port' },
	),
	CONTOUR_BASE_URL: setting(
		z
			.string()
			.refine(isOrigin)
			.transform((url) => new URL(url).origin)
			.optional(),
		{
			what: 'The address that people type, for links in mails and the check of where a form came from. Without it: made of HOST and PORT.',
			shouldBe: 'http:// or https:// and a host, without a path',
			example: 'https://contour.example.com',
		},
	),
	TRUST_PROXY: setting(
		z
			.union([
				z.literal('off').transform((): false => false),
				z
					.string()
					.regex(/^\d{1,2}$/)
					.transform(Number),
				z.string().regex(/^(loopback|linklocal|uniquelocal|[0-9a-f.:]+(\/\d+)?)(\s*,\s*|$)/i),
			])
			.default(false),
		{
			what: 'Which reverse proxies may say who the client is and whether it came by https.',
			shouldBe: 'off, the number of proxies in front, or their addresses separated by commas',
			example: '1',
		},
	),
	CONTOUR_UNSAFE_HTTP: setting(onOff.default('off'), {
		what: 'on lets people sign in over http from other machines, with cookies that anyone on the way can read. For a trial in a closed network only.',
		shouldBe: 'on or off',
	}),
	DATABASE_URL: setting(z.string().refine(isDatabaseUrl).optional(), {
		what: 'A PostgreSQL 15 or newer. Without it Contour runs one of its own in CONTOUR_DATA_DIR.',
		shouldBe: 'postgresql://user:password@host:port/database',
		example: 'postgresql://contour:secret@db.example.com:5432/contour',
		secret: true,
	}),
	DATABASE_OWNER_URL: setting(z.string().refine(isDatabaseUrl).optional(), {
		what: 'The same database as its owner, for migrations, where DATABASE_URL signs in as a lesser role. Without it DATABASE_URL serves both, and the application assumes the role contour_app.',
		shouldBe: 'postgresql://user:password@host:port/database',
		example: 'postgresql://contour_owner:secret@db.example.com:5432/contour',
		secret: true,
	}),
	CONTOUR_MIGRATE: setting(z.enum(['auto', 'off']).default('auto'), {
		what: 'auto brings the schema up to date at start. off leaves that to `npm run db:migrate`: Contour then needs no owner of the database, and does not start on a schema that does not fit it.',
		shouldBe: 'auto or off',
	}),
	DATABASE_POOL_SIZE: setting(
		z
			.string()
			.regex(/^\d{1,3}$/)
			.transform(Number)
			.refine((size) => size >= 2 && size <= 200)
			.default(10),
		{
			what: 'How many database connections the application may hold.',
			shouldBe: 'a whole number from 2 to 200',
		},
	),
	CONTOUR_DATA_DIR: setting(z.string().default('.contour'), {
		what: "The folder of Contour's own PostgreSQL.",
		shouldBe: 'a folder that can be written to',
	}),
	CONTOUR_AUDIT_DIR: setting(z.string().optional(), {
		what: "Where the audit log's keyed heads are kept, outside of the database. Without it: the folder audit in CONTOUR_DATA_DIR. Best on another disk or machine than the database.",
		shouldBe: 'a folder that can be written to',
		example: '/var/lib/contour-audit',
	}),
	CONTOUR_AUDIT_KEY: setting(
		z
			.string()
			.regex(/^[0-9a-f]{64}$/i)
			.optional(),
		{
			what: "The key of the audit log's heads. Without it one is made at the first start and kept beside them.",
			shouldBe: '64 hexadecimal digits, as `openssl rand -hex 32` prints them',
			secret: true,
		},
	),
	CONTOUR_SAMPLE: setting(z.enum(['auto', 'off']).default('auto'), {
		what: "auto loads the sample company into Contour's own database while that is empty; off never does.",
		shouldBe: 'auto or off',
	}),
	SMTP_URL: setting(z.string().refine(isSmtpUrl).optional(), {
		what: 'Where mail is handed over. Without it nothing is sent: sample mode and development show the mails on a page.',
		shouldBe: 'smtp://user:password@host:port, or smtps://',
		example: 'smtp://contour:secret@mail.example.com:587',
		secret: true,
	}),
	MAIL_FROM: setting(z.string().regex(/@/).default('Contour <contour@localhost>'), {
		what: 'Who mails come from.',
		shouldBe: 'an e-mail address, with or without a name before it',
		example: 'Contour <contour@example.com>',
	}),
	CONTOUR_UNSAFE_WEBHOOKS: setting(onOff.default('off'), {
		what: 'on lets webhooks lead to this machine itself, also over http. For tests and trials only: whoever may add one then reaches what listens here.',
		shouldBe: 'on or off',
	}),
	DRAIN_SECONDS: setting(
		z
			.string()
			.regex(/^\d{1,3}$/)
			.transform(Number)
			.refine((seconds) => seconds <= 300)
			.default(0),
		{
			what: 'How long Contour goes on serving after it was told to stop, while /readiness says 503 already: longer than a load balancer takes to notice.',
			shouldBe: 'a whole number of seconds from 0 to 300',
		},
	),
	METRICS_PORT: setting(
		z
			.string()
			.regex(/^\d{1,5}$/)
			.transform(Number)
			.refine((port) => port <= 65_535)
			.optional(),
		{
			what: 'The port of /metrics, for Prometheus. Without it there are none.',
			shouldBe: 'a whole number from 0 to 65535; 0 picks a free port',
			example: '9464',
		},
	),
	METRICS_HOST: setting(z.string().default('127.0.0.1'), {
		what: "The address that METRICS_PORT listens on. Nothing there is secret, but it is nobody else's business.",
		shouldBe: 'an IP address or a host name of this machine',
	}),
	LOG_LEVEL: setting(z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'), {
		what: 'How much is logged, as JSON lines on standard error. debug has a line for every request.',
		shouldBe: 'debug, info, warn, error or silent',
	}),
})

export type Env = Omit<z.infer<typeof schema>, 'CONTOUR_BASE_URL'> & { CONTOUR_BASE_URL: string }

/** Settings are wrong; the message has one line for each. */
export class SettingsError extends StartError {
	constructor(lines: string[]) {
		super(lines.length === 1 ? `Setting ${lines[0]}` : `Settings\n- ${lines.join('\n- ')}`, 78)
		this.name = 'SettingsError'
	}
}

/**
 * Reads the settings. An empty value counts as none.
 *
 * @throws SettingsError that names every wrong one, what it is and what it should be
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
	const result = schema.safeParse(given)
	if (!result.success) {
		const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))]
		throw new SettingsError(names.map((name) => describeWrong(name, given[name])))
	}
	const env = {
		...result.data,
		CONTOUR_BASE_URL: result.data.CONTOUR_BASE_URL ?? defaultBaseUrl(result.data),
	}
	const lines = findContradictions(env)
	if (lines.length > 0) throw new SettingsError(lines)
	return env
}

function describeWrong(name: string, value: string | undefined): string {
	const about = described.get(schema.shape[name as keyof typeof schema.shape])
	const got = about?.secret ? 'has a value that cannot be used' : `is ${JSON.stringify(value)}`
	return `${name} ${got}; it should be ${about?.shouldBe}.`
}

function findContradictions(env: Env): string[] {
	const lines: string[] = []
	const { protocol, hostname } = new URL(env.CONTOUR_BASE_URL)
	if (protocol === 'http:' && !isLoopback(hostname) && env.CONTOUR_UNSAFE_HTTP === 'off') {
		lines.push(
			`CONTOUR_BASE_URL is "${env.CONTOUR_BASE_URL}"; it should be https: browsers drop the sign-in cookie over plain http anywhere but on this machine. ` +
				'CONTOUR_UNSAFE_HTTP=on allows it all the same.',
		)
	}
	if (env.DATABASE_OWNER_URL && !env.DATABASE_URL) {
		lines.push('DATABASE_OWNER_URL has a value but DATABASE_URL has none; it should be set only beside it.')
	}
	return lines
}

/** The hosts for which browsers keep `__Host-` cookies over plain http. */
function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

/** `port` differs from the setting where that is 0. */
export function defaultBaseUrl(env: { HOST: string; PORT: number }, port = env.PORT): string {
	const host = ['0.0.0.0', '::'].includes(env.HOST) ? 'localhost' : env.HOST
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

let current: Env | undefined

/** The settings of this process, read at the first call. */
export function getEnv(): Env {
	current ??= readEnv()
	return current
}

/** Replaces the settings of this process, such as the base URL once the port is known. */
export function configureEnv(env: Env): void {
	current = env
}

/** Adds the settings of the file `.env` of the working folder, if there is one; what is set already stays. */
export function loadEnvFile(): void {
	try {
		process.loadEnvFile()
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
	}
}

/** Every setting with its meaning, default and example, as shown in .env.example. */
export function listSettings(): Array<Setting & { name: string; value: string }> {
	return Object.entries(schema.shape).map(([name, field]) => {
		const about = described.get(field)
		if (!about) throw new Error(`The setting ${name} has no description`)
		const preset = field instanceof z.ZodDefault ? field.parse(undefined) : undefined
		const shown = preset === false ? 'off' : preset === undefined ? '' : String(preset)
		return { ...about, name, value: about.example ?? shown }
	})
}
