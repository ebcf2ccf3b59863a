import { redirect } from 'react-router'
import { endSession } from '#app/auth/lucia.server.ts'
import type { Route } from './+types/route.ts'

export function loader() {
	return redirect('/')
}

export async function action({ request }: Route.ActionArgs) {
	return redirect('/sign-in', { status: 303, headers: { 'Set-Cookie': await endSession(request) } })
}
