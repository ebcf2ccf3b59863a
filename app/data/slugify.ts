/** A name as it can stand in an address: 'Grün & Söhne' becomes 'grun-sohne'. */
export function slugify(name: string): string {
	const slug = name
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 40)
		.replace(/^-+|-+$/g, '')
	return slug.length >= 2 ? slug : 'company'
}
