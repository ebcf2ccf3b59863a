import { data } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findLoginMembers } from '#app/data/imports/find-login-members.server.ts'
import { saveMapping } from '#app/data/imports/save-mapping.server.ts'
import { saveMemberLogins } from '#app/data/imports/save-member-logins.server.ts'
import { metricMappingSchema } from '#app/domain/import/metric-mapping.ts'
import { refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { findWaiting, lookAgain, urlOf } from './actions.server.ts'
import { readLogins, readMetricTexts } from './mapping-form.server.ts'

const nothing = 'Nothing was chosen, so nothing is changed.'

/** Remembers which metrics texts of the file mean, and looks at the file again. */
export async function matchMetrics(session: AccountSession, importId: string, form: FormData) {
	const { scope } = session
	const { mapping } = await findWaiting(session, importId)
	const said = readMetricTexts(form)
	const url = urlOf(session, importId)
	if (Object.keys(said).length === 0) return redirectWithNotice(url, nothing, { tone: 'info' })
	const parsed = metricMappingSchema.safeParse({ ...mapping, metricOf: { ...mapping.metricOf, ...said } })
	if (!parsed.success) throw refuse('invalid')
	const saved = await saveMapping(scope, { importId, mapping: parsed.data })
	if (!saved.ok) {
		const message =
			saved.reason === 'unusable' && saved.problems.length === 0
				? 'One more question, that the file does not answer.'
				: 'This could not be used. Look at the columns again.'
		return redirectWithNotice(`${url}?step=columns`, message, { tone: 'info' })
	}
	await lookAgain(scope, importId)
	return redirectWithNotice(url, 'The metrics are remembered. This is what the file would do now.')
}

/** Remembers whose the logins are, all that are typed or none, and looks at the file again. */
export async function matchLogins(session: AccountSession, importId: string, form: FormData) {
	const { scope } = session
	await findWaiting(session, importId)
	const logins = readLogins(form)
	const url = urlOf(session, importId)
	if (logins.length === 0) return redirectWithNotice(url, nothing, { tone: 'info' })
	const matched = await findLoginMembers(scope, { logins })
	const wrong = matched.flatMap(({ login, text, found }) =>
		found.ok
			? []
			: [
					{
						login,
						message:
							found.reason === 'nobody'
								? `${login}: nobody here is “${text}”. Write an e-mail address, an employee id or a full name.`
								: `${login}: several people are called “${text}”. Write an e-mail address or an employee id.`,
					},
				],
	)
	if (wrong.length > 0) {
		const typed = Object.fromEntries(logins.map(({ login, text }) => [login, text]))
		return data({ wrong, typed }, { status: 400 })
	}
	const members = matched.map(({ login, found }) => ({ login, memberId: found.ok ? found.id : null }))
	await saveMemberLogins(scope, { importId, logins: members })
	await lookAgain(scope, importId)
	const words = logins.length === 1 ? 'The login is remembered.' : `${logins.length} logins are remembered.`
	return redirectWithNotice(url, `${words} This is what the file would do now.`)
}
