import { requireAccess } from '#app/auth/require-access.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'

export function loader() {
	throw notFound()
}

export async function action({ context }: Route.ActionArgs) {
	const { account } = requireAccess(context, 'sample.remove')
	if (!account.isSample) throw notFound()
	throw notFound()
}
