import { defaultBaseUrl, listSettings } from '#app/lib/env.server.ts'
import type { Env } from '#app/lib/env.server.ts'
import { ok, warning } from './finding.ts'
import type { Finding } from './finding.ts'

/** Passed between our own processes. */
const internal = new Set(['CONTOUR_ADMIN_URL'])

/** Whether settings fit together, as far as they do not keep Contour from starting. */
export function checkSettings(env: Env, source: Record<string, string | undefined> = process.env): Finding[] {
	return [findUnknown(source), checkBaseUrl(env), checkUnsafe(env), checkWebhooks(env)].filter(
		(finding) => finding !== null,
	)
}

/** A setting that is spelled wrongly would do nothing, without a word. */
function findUnknown(source: Record<string, string | undefined>): Finding {
	const known = new Set(listSettings().map(({ name }) => name))
	const unknown = Object.keys(source).filter(
		(name) => name.startsWith('CONTOUR_') && !known.has(name) && !internal.has(name),
	)
	if (unknown.length === 0) return ok('settings', 'every one can be used')
	return warning(
		'settings',
		`${unknown.join(', ')} is no setting of Contour`,
		'Look for it in .env.example, and take it away or spell it as there.',
	)
}

function checkBaseUrl(env: Env): Finding {
	const { protocol, hostname } = new URL(env.CONTOUR_BASE_URL)
	const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
	if (isLocal && !['127.0.0.1', 'localhost', '::1'].includes(env.HOST)) {
		return warning(
			'address',
			`Contour listens for other machines, and the links in its mails lead to ${env.CONTOUR_BASE_URL}`,
			'Set CONTOUR_BASE_URL to the address that people type.',
		)
	}
	if (protocol === 'https:' && env.TRUST_PROXY === false) {
		return warning(
			'address',
			`${env.CONTOUR_BASE_URL} is https, which a proxy in front must speak, and TRUST_PROXY is off`,
			'Set TRUST_PROXY to 1, or to the addresses of the proxies.',
		)
	}
	const isGiven = env.CONTOUR_BASE_URL !== defaultBaseUrl(env)
	return ok('address', `${env.CONTOUR_BASE_URL}${isGiven ? '' : ' (made of HOST and PORT)'}`)
}

function checkWebhooks({ CONTOUR_UNSAFE_WEBHOOKS }: Env): Finding | null {
	if (CONTOUR_UNSAFE_WEBHOOKS === 'off') return null
	return warning(
		'webhooks',
		'CONTOUR_UNSAFE_WEBHOOKS is on: owners and admins of every account reach what listens on this machine',
		'Take it away once the trial is over.',
	)
}

function checkUnsafe({ CONTOUR_UNSAFE_HTTP }: Env): Finding | null {
	if (CONTOUR_UNSAFE_HTTP === 'off') return null
	return warning(
		'plain http',
		'CONTOUR_UNSAFE_HTTP is on: anyone on the way can read sign-ins',
		'Serve https through a proxy, and take it away.',
	)
}
