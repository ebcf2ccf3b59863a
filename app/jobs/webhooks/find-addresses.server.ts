import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { getEnv } from '#app/lib/env.server.ts'
import { isLoopbackAddress, isPublicAddress } from '#app/lib/public-address.ts'

export type Address = { address: string; family: 4 | 6 }

/** Asks for all addresses of a name. */
export type ResolveName = (name: string, signal: AbortSignal) => Promise<string[]>

/**
 * The addresses behind the host of a webhook that may be connected to: those alone, since a name may lead elsewhere the next time
 * it is asked for. Null where there is none, or where one of them is not public; which of the two is told to nobody, or names of
 * the network that Contour runs in could be tried out.
 */
export async function findAddresses(
	url: URL,
	{ signal, resolve = resolveName }: { signal: AbortSignal; resolve?: ResolveName },
): Promise<Address[] | null> {
	const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
	const found = isIP(host) ? [host] : await resolve(host, signal)
	const allowsLocal = getEnv().CONTOUR_UNSAFE_WEBHOOKS === 'on'
	const isAllowed = (address: string) =>
		url.protocol === 'https:' && isPublicAddress(address) ? true : allowsLocal && isLoopbackAddress(address)
	if (found.length === 0 || !found.every(isAllowed)) return null
	return found.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 }))
}

/** By the name servers alone, without the machine's own list of hosts. Whoever runs a slow one holds up no thread. */
const resolveName: ResolveName = async (name, signal) => {
	if (name === 'localhost') return ['127.0.0.1']
	const resolver = new Resolver({ timeout: 2000, tries: 2 })
	const cancel = () => resolver.cancel()
	signal.addEventListener('abort', cancel, { once: true })
	try {
		const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
		return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
	} finally {
		signal.removeEventListener('abort', cancel)
	}
}
