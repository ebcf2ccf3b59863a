import { data } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { getPrivateNote } from '#app/data/get-private-note.server.ts'
import { savePrivateNote } from '#app/data/save-private-note.server.ts'
import { checkInLimits, noteTextSchema } from '#app/domain/check-in/check-in-draft.ts'
import { parseFormData, readForm } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { NoteAnswer } from '#app/ui/private-note.tsx'
import { PrivateNote } from '#app/ui/private-note.tsx'
import type { Route } from './+types/route.ts'

const formSchema = z.object({
	/** The version that the form was filled from, 0 before the first save. */
	noteVersion: z.coerce.number().int().min(0).max(2_147_483_647),
	noteText: noteTextSchema,
})

export async function loader({ context, params }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'check-ins.answer')
	const found = await getPrivateNote(scope, params.participantId)
	if (found === null) throw notFound()
	const { slug, locale, timeZone } = account
	return { ...found, slug, locale, timeZone }
}

export async function action({ context, params, request }: Route.ActionArgs) {
	const { scope } = requireAccess(context, 'check-ins.answer')
	const form = await readForm(request)
	const submission = parseFormData(form, formSchema)
	if (submission.status !== 'success') {
		const message = Object.values(submission.reply().error ?? {}).flat()[0] ?? ''
		const text = String(form.get('noteText') ?? '').slice(0, checkInLimits.note * 2)
		return refusal<NoteAnswer>({ kind: 'invalid', message, text })
	}
	const { noteText: text, noteVersion: version } = submission.value
	const saved = await savePrivateNote(scope, { participantId: params.participantId, version, text })
	if (saved.ok) return data<NoteAnswer>({ kind: 'saved', version: saved.version, savedAt: saved.savedAt })
	if (saved.reason === 'not-found') throw notFound()
	return refusal<NoteAnswer>({ kind: 'conflict', current: saved.current, text }, 'conflict')
}

export const meta: Route.MetaFunction = () => [{ title: 'Private note · Contour' }]

/** The note by itself: where a form without a script comes out. */
export default function PrivateNotePage({ loaderData, actionData, params }: Route.ComponentProps) {
	const { slug, memberName, note, earlier, locale, timeZone } = loaderData
	const checkIn = `/a/${slug}/check-ins/${params.participantId}`
	return (
		<>
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Check-ins', href: `/a/${slug}/check-ins` },
							{ label: memberName, href: checkIn },
							{ label: 'Private note' },
						]}
					/>
				}
				title="Private note"
				description="What you note here is read by you alone."
			/>
			<PrivateNote href={`${checkIn}/note`} {...{ note, earlier, locale, timeZone }} answer={actionData} />
			<div>
				<ButtonLink to={checkIn}>Back to the check-in</ButtonLink>
			</div>
		</>
	)
}
