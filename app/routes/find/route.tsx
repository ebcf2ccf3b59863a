import { z } from 'zod'
import { requireAccount } from '#app/auth/require-access.server.ts'
import type { Route } from './+types/route.ts'
import { findPlaces } from './find-places.server.ts'

const searchSchema = z.object({
	q: z
		.string()
		.trim()
		.max(200)
		.transform((text) => text.replaceAll('\0', ''))
		.catch(''),
})

/** What the palette asks while somebody types. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const session = requireAccount(context)
	const { q } = searchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	return findPlaces(session, q)
}
