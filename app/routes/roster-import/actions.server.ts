import { data, redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { RosterMoves } from '#app/data/apply-roster.server.ts'
import { applyRoster } from '#app/data/apply-roster.server.ts'
import { discardRosterImport } from '#app/data/discard-roster-import.server.ts'
import { getRosterImport } from '#app/data/get-roster-import.server.ts'
import { saveRosterMapping } from '#app/data/save-roster-mapping.server.ts'
import { sniffDates } from '#app/domain/roster/read-rows.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { managersMovedMails } from '#app/mail/roster-mails.server.ts'
import { readMappingForm } from './mapping-form.server.ts'

/** Saves the columns and goes on to the dry run, unless they raise another question. */
export async function saveColumns({ scope, account }: AccountSession, importId: string, form: FormData) {
	const found = await getRosterImport(scope, importId)
	if (!found || found.state === 'discarded') throw notFound()
	const mapping = readMappingForm(form, found.mapping)
	if (!mapping) throw refuse('invalid')
	const saved = await saveRosterMapping(scope, { importId, mapping })
	const url = `/a/${account.slug}/roster-imports/${importId}`
	if (!saved.ok) {
		if (saved.reason === 'unusable') return data({ problems: saved.problems, mapping }, { status: 400 })
		if (saved.reason === 'gone') throw notFound()
		return redirectWithNotice(url, 'This import has been applied already.', { tone: 'info' })
	}
	const stay = (message: string) => redirectWithNotice(`${url}?step=columns`, message, { tone: 'info' })
	if (!mapping.dateOrder && sniffDates(found.file, mapping) === 'ask') {
		return stay('One more question: the dates of this file can be read in two ways. Say which one is right.')
	}
	const asked = form.get('departmentColumn')
	if (mapping.columns.department !== undefined && String(mapping.columns.department) !== asked) {
		return stay('One more question: say which families the departments of this column belong to.')
	}
	return redirectWithNotice(
		url,
		'The columns are saved. This is what the file would do; nothing is written yet.',
	)
}

/** Applies the very plan that was shown. */
export async function applyImport(
	{ scope, account, user }: AccountSession,
	importId: string,
	form: FormData,
) {
	const missing = form.get('missing')
	const fingerprint = form.get('fingerprint')
	if ((missing !== 'keep' && missing !== 'mark-left') || typeof fingerprint !== 'string')
		throw refuse('invalid')
	const announce = (moves: RosterMoves) =>
		managersMovedMails({
			...moves,
			account,
			by: user.name,
			at: new Date(),
			baseUrl: getEnv().CONTOUR_BASE_URL,
		})
	const applied = await applyRoster(scope, { importId, missing, fingerprint, announce })
	const url = `/a/${account.slug}/roster-imports/${importId}`
	if (applied.ok && applied.again) return redirectWithNotice(url, 'This import had been applied already.')
	if (applied.ok) return redirect(url, 303)
	if (applied.reason === 'gone') throw notFound()
	return redirectWithNotice(
		`${url}?missing=${missing}`,
		'People or teams have changed since this was shown, so nothing was applied. Look at it again.',
		{ tone: 'warning' },
	)
}

export async function discardImport({ scope, account }: AccountSession, importId: string) {
	if (!(await discardRosterImport(scope, importId))) throw notFound()
	return redirectWithNotice(
		`/a/${account.slug}/roster-imports`,
		'The file is laid aside. Nothing was written.',
	)
}
