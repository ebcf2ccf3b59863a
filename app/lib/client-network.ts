import ipaddr from 'ipaddr.js'

/**
 * Whom a limit by address counts as one: an IPv4 address, or the /64 that an IPv6 connection can choose its addresses
 * from. What is no address at all (a proxy may say `unknown`) counts as one stranger.
 */
export function clientNetwork(address: string): string {
	if (!ipaddr.isValid(address)) return 'unknown'
	const parsed = ipaddr.process(address)
	if (parsed instanceof ipaddr.IPv4) return parsed.toString()
	return `${parsed.parts
		.slice(0, 4)
		.map((part) => part.toString(16))
		.join(':')}::/64`
}
