import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { listSettings, readEnv, SettingsError } from '#app/lib/env.server.ts'

function refusal(source: Record<string, string>): SettingsError {
	try {
		readEnv(source)
	} catch (error) {
		if (error instanceof SettingsError) return error
		throw error
	}
	throw new Error(`Nothing was refused of ${JSON.stringify(source)}`)
}

test('without any setting there is a usable value of everything', () => {
	expect(readEnv({})).toMatchObject({
		...{ NODE_ENV: 'production', HOST: '127.0.0.1', PORT: 3000, CONTOUR_DATA_DIR: '.contour' },
		...{ CONTOUR_SAMPLE: 'auto', TRUST_PROXY: false, CONTOUR_BASE_URL: 'http://127.0.0.1:3000' },
	})
	expect(readEnv({}).DATABASE_URL).toBeUndefined()
})

test('an empty value counts as none', () => {
	expect(readEnv({ PORT: '', SMTP_URL: '', CONTOUR_BASE_URL: '' })).toEqual(readEnv({}))
})

describe('a wrong value names itself, what it is and what it should be', () => {
	test.each([
		['PORT', 'http', 'whole number from 0 to 65535'],
		['PORT', '65536', 'whole number from 0 to 65535'],
		['PORT', '-1', 'whole number from 0 to 65535'],
		['NODE_ENV', 'prod', 'development, production or test'],
		['CONTOUR_BASE_URL', 'contour.example.com', 'http:// or https://'],
		['CONTOUR_BASE_URL', 'https://contour.example.com/app', 'without a path'],
		['TRUST_PROXY', 'yes', 'the number of proxies in front'],
		['CONTOUR_SAMPLE', 'on', 'auto or off'],
		['CONTOUR_UNSAFE_HTTP', 'true', 'on or off'],
		['MAIL_FROM', 'Contour', 'an e-mail address'],
		['DATABASE_POOL_SIZE', '1', 'whole number from 2 to 200'],
		['LOG_LEVEL', 'verbose', 'debug, info, warn, error or silent'],
	])('%s=%s', (name, value, shouldBe) => {
		const { message, exitCode } = refusal({ [name]: value })
		expect(message).toContain(`${name} is ${JSON.stringify(value)}`)
		expect(message).toContain(shouldBe)
		expect(exitCode).toBe(78)
	})

	test.each([
		['DATABASE_URL', 'mysql://user:geheim@host/db', 'postgresql://'],
		['DATABASE_URL', 'postgresql://user:geheim@host', 'port/database'],
		['SMTP_URL', 'https://user:geheim@host', 'smtp://'],
		['CONTOUR_AUDIT_KEY', 'geheim', '64 hexadecimal digits'],
	])('%s, without telling its password', (name, value, shouldBe) => {
		const { message } = refusal({ [name]: value })
		expect(message).toContain(name)
		expect(message).toContain(shouldBe)
		expect(message).not.toContain('geheim')
	})
})

test('all wrong ones are named at once', () => {
	const { message } = refusal({ PORT: 'x', LOG_LEVEL: 'x', MAIL_FROM: 'x' })
	expect(message.match(/^- (PORT|LOG_LEVEL|MAIL_FROM) /gm)).toHaveLength(3)
})

test('plain http is refused for names other than this machine, unless allowed as unsafe', () => {
	const http = { CONTOUR_BASE_URL: 'http://contour.example.com' }
	expect(refusal(http).message).toContain('CONTOUR_UNSAFE_HTTP=on')
	expect(readEnv({ ...http, CONTOUR_UNSAFE_HTTP: 'on' }).CONTOUR_BASE_URL).toBe('http://contour.example.com')
	expect(readEnv({ CONTOUR_BASE_URL: 'https://contour.example.com/' }).CONTOUR_BASE_URL).toBe(
		'https://contour.example.com',
	)
	for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000']) {
		expect(readEnv({ CONTOUR_BASE_URL: `http://${host}` }).CONTOUR_BASE_URL).toBe(`http://${host}`)
	}
})

test('the base URL follows host and port, and names this machine where the host is all of its addresses', () => {
	expect(readEnv({ PORT: '8080' }).CONTOUR_BASE_URL).toBe('http://127.0.0.1:8080')
	expect(readEnv({ HOST: '0.0.0.0' }).CONTOUR_BASE_URL).toBe('http://localhost:3000')
	expect(readEnv({ HOST: '::1' }).CONTOUR_BASE_URL).toBe('http://[::1]:3000')
})

test('the owner of the database is told only beside the database', () => {
	expect(refusal({ DATABASE_OWNER_URL: 'postgresql://o:p@h/d' }).message).toContain('DATABASE_OWNER_URL')
})

test('proxies are told by number or by address', () => {
	expect(readEnv({ TRUST_PROXY: '2' }).TRUST_PROXY).toBe(2)
	expect(readEnv({ TRUST_PROXY: 'off' }).TRUST_PROXY).toBe(false)
	expect(readEnv({ TRUST_PROXY: '10.0.0.0/8, loopback' }).TRUST_PROXY).toBe('10.0.0.0/8, loopback')
})

/** Words wrapped at the width of the file, as comment lines. */
function comment(text: string): string {
	const lines = ['']
	for (const word of text.split(' ')) {
		const line = lines.at(-1) ?? ''
		if (line.length + word.length > 96) lines.push(word)
		else lines[lines.length - 1] = line ? `${line} ${word}` : word
	}
	return lines.map((line) => `# ${line}`).join('\n')
}

test('.env.example lists every setting with its meaning; update it with npx vitest run tests/lib/env.test.ts -u', async () => {
	const head = comment(
		'The settings of Contour. Every one has a usable default; to change some, copy this file to .env and take away the # before their names. Real environment variables win over the file.',
	)
	const parts = listSettings().map(
		({ name, what, shouldBe, value }) =>
			`${comment(what)}\n${comment(`Should be: ${shouldBe}.`)}\n# ${name}=${value}\n`,
	)
	const file = path.join(import.meta.dirname, '..', '..', '.env.example')
	await expect(`${head}\n\n${parts.join('\n')}`).toMatchFileSnapshot(file)
})

test('the README names every setting', () => {
	const readme = readFileSync(path.join(import.meta.dirname, '..', '..', 'README.md'), 'utf8')
	const named = new Set(Array.from(readme.matchAll(/`([A-Z][A-Z_]+)`/g), ([, name]) => name))
	expect(listSettings().filter(({ name }) => !named.has(name))).toEqual([])
})
