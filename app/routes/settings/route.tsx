import { data } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readAccountSettings } from '#app/data/read-account-settings.server.ts'
import { updateAccountSettings } from '#app/data/update-account-settings.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { parseForm } from '#app/lib/form.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { listTimeZones } from '#app/lib/time-zones.ts'
import { groupSizeMails } from '#app/mail/announcement-mails.server.ts'
import type { Route } from './+types/route.ts'
import { listLocaleOptions } from './list-locale-options.ts'
import { settingsSchema } from './schema.ts'
import { SettingsForm } from './settings-form.tsx'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope } = requireAccess(context, 'account.settings')
	const settings = await readAccountSettings(scope)
	return { settings, timeZones: listTimeZones(settings.timeZone), locales: listLocaleOptions() }
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account, user } = requireAccess(context, 'account.settings')
	const submission = await parseForm(request, settingsSchema)
	if (submission.status !== 'success') {
		return data({ result: submission.reply(), current: null }, { status: 400 })
	}
	const wanted = submission.value
	const updated = await updateAccountSettings(scope, {
		...wanted,
		announce: (lowered) =>
			groupSizeMails({
				account: { ...wanted, slug: account.slug },
				by: user.name,
				at: new Date(),
				baseUrl: getEnv().CONTOUR_BASE_URL,
				...lowered,
			}),
	})
	if (!updated.ok) {
		const formErrors = [
			'Somebody else saved these settings meanwhile. Nothing of yours is lost: compare, then save again.',
		]
		return data({ result: submission.reply({ formErrors }), current: updated.current }, { status: 409 })
	}
	const message = updated.changed ? 'The settings are saved.' : 'Nothing was different, so nothing was saved.'
	return redirectWithNotice(`/a/${account.slug}/settings`, message)
}

export const meta: Route.MetaFunction = () => [{ title: 'Settings · Contour' }]

export default function Settings({ loaderData, actionData }: Route.ComponentProps) {
	return (
		<SettingsForm {...loaderData} current={actionData?.current ?? null} lastResult={actionData?.result} />
	)
}
