import { requireAccess } from '#app/auth/require-access.server.ts'
import { endSession } from '#app/auth/lucia.server.ts'
import { removeSample } from '#app/jobs/audit-heads/remove-sample.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { Route } from './+types/route.ts'

export function loader() {
	throw notFound()
}

/** Removes the sample company for everybody. An account that is none has no such page. */
export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'sample.remove')
	if (!account.isSample || !(await removeSample(scope))) throw notFound()
	return redirectWithNotice('/', 'The sample company is gone. Set up your own when you are ready.', {
		headers: { 'Set-Cookie': await endSession(request) },
	})
}
