import { redirect } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import type { Route } from './+types/route.ts'

/** Imports of people stand in the one list of all imports. */
export function loader({ context }: Route.LoaderArgs) {
	const { account } = requireAccess(context, 'people.manage')
	return redirect(`/a/${account.slug}/imports?kind=roster`)
}
