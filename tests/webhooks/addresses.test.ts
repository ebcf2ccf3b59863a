import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { beforeEach, describe, expect, test } from 'vitest'
import { readWebhookUrl } from '#app/domain/webhook/webhook-url.ts'
import { checkWebhookUrl } from '#app/jobs/webhooks/check-webhook-url.server.ts'
import { findAddresses } from '#app/jobs/webhooks/find-addresses.server.ts'
import { postMessage } from '#app/jobs/webhooks/post-message.server.ts'
import { configureEnv, readEnv } from '#app/lib/env.server.ts'
import { isPublicAddress } from '#app/lib/public-address.ts'
import { receiveWebhooks } from './receiver.ts'

const receiver = await receiveWebhooks()
const allow = (local: 'on' | 'off') =>
	configureEnv(readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', CONTOUR_UNSAFE_WEBHOOKS: local }))
beforeEach(() => {
	allow('off')
	receiver.received.length = 0
	receiver.answerWith(() => ({}))
})

const signal = AbortSignal.timeout(60_000)
const find = (url: string, ...names: string[]) =>
	findAddresses(new URL(url), { signal, resolve: async () => names })
const post = (url: string, of: { resolve?: () => Promise<string[]>; patience?: number } = {}) =>
	postMessage({ url: new URL(url), headers: {}, body: '{}', ...of })

describe('an address', () => {
	test.each([
		...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.9.9.9'],
		...['169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.0.2.1', '192.168.1.1'],
		...['198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
		...['168.63.129.16', '::', '::1', '::7f00:1', '::ffff:10.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
		...['::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '100::1', '2001::1', '2001:db8::1'],
		...[
			'2002:7f00:1::',
			'3fff::1',
			'fc00::1',
			'fd00:ec2::254',
			'fe80::1',
			'fe80::1%eth0',
			'fec0::1',
			'ff02::1',
		],
		...['4000::1', 'not an address', ''],
	])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false))

	test.each(['8.8.8.8', '100.63.0.1', '172.32.0.1', '168.63.129.17', '2606:4700::6810:85e5'])(
		'%s is public',
		(address) => expect(isPublicAddress(address)).toBe(true),
	)
})

describe('the address of a webhook', () => {
	test('is https, whole, and without a name and password', () => {
		const read = (text: string, allowsHttp = false) => readWebhookUrl(text, { allowsHttp })
		expect(read(' https://Hooks.example.com:8443/a?b=c#d ')).toMatchObject({
			ok: true,
			url: { href: 'https://hooks.example.com:8443/a?b=c' },
		})
		for (const wrong of [
			...['', 'hooks.example.com', 'http://hooks.example.com', 'ftp://hooks.example.com', 'https://'],
			...['https://me:secret@hooks.example.com', 'https://me@hooks.example.com', 'javascript:alert(1)'],
			`https://hooks.example.com/${'a'.repeat(2000)}`,
		]) {
			const refused = read(wrong)
			expect(refused, wrong).toMatchObject({ ok: false, message: expect.stringMatching(/\.$/) })
		}
		expect(read('http://localhost:1', true).ok).toBe(true)
	})

	test.each([
		...['https://127.0.0.1', 'https://127.1', 'https://0x7f.1', 'https://2130706433', 'https://017700000001'],
		...['https://[::1]', 'https://[::ffff:127.0.0.1]', 'https://[fd00:ec2::254]', 'https://169.254.169.254'],
		...['https://10.1.2.3', 'https://localhost', 'http://8.8.8.8'],
	])('%s leads nowhere', async (url) => {
		expect(await findAddresses(new URL(url), { signal })).toBeNull()
		expect(await post(url)).toEqual({ ok: false, problem: 'address', status: null })
	})

	test('holds where every address of its name is public, whatever else it is given', async () => {
		const name = 'https://hooks.example.com'
		expect(await find(name, '8.8.8.8', '2606:4700::6810:85e5')).toEqual([
			{ address: '8.8.8.8', family: 4 },
			{ address: '2606:4700::6810:85e5', family: 6 },
		])
		expect(await find(name, '8.8.8.8', '10.0.0.1')).toBeNull()
		expect(await find(name, '127.0.0.1')).toBeNull()
		expect(await find(name, '::ffff:127.0.0.1')).toBeNull()
		expect(await find(name)).toBeNull()
		expect(await find('http://hooks.example.com', '8.8.8.8')).toBeNull()
		allow('on')
		expect(await find('http://hooks.example.com', '8.8.8.8'), 'http stays on this machine').toBeNull()
		expect(await find(name, '10.0.0.1'), 'no network of one’s own all the same').toBeNull()
	})

	test('is refused in one word, whether it is private or unknown', async () => {
		const [one, other] = [
			await checkWebhookUrl('https://10.0.0.1'),
			await checkWebhookUrl('https://[fe80::1]'),
		]
		expect(one).toMatchObject({ ok: false, message: expect.stringContaining('public internet') })
		expect(other).toEqual(one)
		expect(await checkWebhookUrl('https://8.8.8.8/x')).toMatchObject({ ok: true })
	})
})

describe('a message', () => {
	test('goes to the very address that was checked, under its name', async () => {
		allow('on')
		let asked = 0
		// A name that leads elsewhere the second time.
		const resolve = async () => [asked++ === 0 ? '127.0.0.1' : '127.0.0.2']
		const url = `http://hooks.example.com:${receiver.port}/contour?a=b`
		expect(await post(url, { resolve })).toEqual({ ok: true, status: 204 })
		expect(asked).toBe(1)
		expect(receiver.received).toMatchObject([
			{ path: '/contour?a=b', body: '{}', headers: { host: `hooks.example.com:${receiver.port}` } },
		])
	})

	test('asks for a certificate of its name, wherever that led', async () => {
		allow('on')
		const hellos: string[] = []
		const listener = createServer((socket) => {
			socket.on('error', () => undefined)
			socket.once('data', (hello) => {
				hellos.push(hello.toString('latin1'))
				socket.destroy()
			})
		})
		listener.listen(0, '127.0.0.1')
		await once(listener, 'listening')
		const { port } = listener.address() as AddressInfo
		const resolve = async () => ['127.0.0.1']
		expect(await post(`https://hooks.example.com:${port}`, { resolve })).toMatchObject({ ok: false })
		listener.close()
		expect(hellos).toEqual([expect.stringContaining('hooks.example.com')])
	})

	test('goes to no address of this machine unless that was switched on', async () => {
		expect(await post(receiver.url)).toMatchObject({ problem: 'address' })
		expect(await post(`https://127.0.0.1:${receiver.port}`)).toMatchObject({ problem: 'address' })
		expect(receiver.received).toEqual([])
	})

	test('follows no redirect, waits for no slow answer, and says in a word what was wrong', async () => {
		allow('on')
		receiver.answerWith(({ path }) =>
			path === '/from' ? { status: 307, headers: { Location: `${receiver.url}/to` } } : { status: 500 },
		)
		expect(await post(`${receiver.url}/from`)).toEqual({ ok: false, problem: 'status', status: 307 })
		expect(await post(`${receiver.url}/broken`)).toEqual({ ok: false, problem: 'status', status: 500 })
		expect(receiver.received.map(({ path }) => path)).toEqual(['/from', '/broken'])
		let letGo = () => {}
		receiver.answerWith(() => ({ after: new Promise<void>((resolve) => (letGo = resolve)) }))
		expect(await post(receiver.url, { patience: 200 })).toEqual({
			ok: false,
			problem: 'timeout',
			status: null,
		})
		letGo()
		const never = () => new Promise<string[]>((resolve) => setTimeout(resolve, 300, []))
		expect(await post('https://slow.example', { patience: 100, resolve: never })).toMatchObject({
			problem: 'timeout',
		})
		expect(await post('http://127.0.0.1:1')).toMatchObject({ problem: 'connection' })
		expect(await post(`https://127.0.0.1:${receiver.port}`)).toMatchObject({ problem: 'certificate' })
	})
})
