import { redirect } from 'react-router'
import { z } from 'zod'
import { parseForm } from '#app/lib/form.server.ts'
import { refuse, safePath } from '#app/lib/http.server.ts'
import { themeCookie, themes } from '#app/lib/theme.server.ts'
import type { Route } from './+types/route.ts'

const schema = z.object({ theme: z.enum(themes), returnTo: z.string().optional() })

export function loader() {
	return redirect('/')
}

/** Keeps the choice of colours in a cookie and goes back to where it was made. */
export async function action({ request }: Route.ActionArgs) {
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') throw refuse('invalid')
	const { theme, returnTo } = submission.value
	return redirect(safePath(returnTo), { status: 303, headers: { 'Set-Cookie': themeCookie(theme) } })
}
