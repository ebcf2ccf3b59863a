import ipaddr from 'ipaddr.js'

/** Only from here does the internet give out addresses of IPv6: everything else leads to a network of somebody's own. */
const givenOut = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]
/** Where a cloud answers its own machines, on an address that looks public. */
const cloudOwn = new Set(['168.63.129.16'])

/**
 * Whether an address is anybody's on the internet. Not of this machine, of a network of one's own, of a provider between (carrier
 * grade NAT), of a cloud for its machines, nor one that stands for an address of IPv4, which a gateway may lead anywhere.
 */
export function isPublicAddress(address: string): boolean {
	if (!ipaddr.isValid(address) || address.includes('%')) return false
	const parsed = ipaddr.parse(address)
	if (parsed.range() !== 'unicast') return false
	if (parsed instanceof ipaddr.IPv6) return parsed.match(givenOut)
	return !cloudOwn.has(parsed.toString())
}

/** Whether an address is this machine itself. */
export function isLoopbackAddress(address: string): boolean {
	return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback'
}
