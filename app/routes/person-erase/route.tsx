import { data } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { previewErasure } from '#app/data/erasures/preview-erasure.server.ts'
import { erasePersonForGood } from '#app/jobs/erasures/erase-person.server.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { parseForm, rowVersion } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { handOverMails } from '#app/mail/cycle-mails.server.ts'
import { erasureMails } from '#app/mail/erasure-mail.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { EraseForm } from './erase-form.tsx'
import { WhatGoes } from './what-goes.tsx'

export async function loader({ params, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.erase')
	const preview = await previewErasure(scope, params.memberId)
	if (!preview) throw notFound()
	return { preview, isSelf: preview.memberId === scope.memberId, locale: account.locale }
}

const schema = z.object({ name: z.string({ error: 'Type the name.' }).trim(), version: rowVersion })

const texts = {
	stale: 'Somebody else changed this person meanwhile. Nothing is erased: look again, then decide.',
	self: 'You cannot erase yourself: somebody else has to, who is there to answer for it.',
	'last-owner': 'An account needs an owner. Make somebody else one first.',
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const { scope, account, user } = requireAccess(context, 'people.erase')
	const preview = await previewErasure(scope, params.memberId)
	if (!preview) throw notFound()
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 400 })
	const { name, version } = submission.value
	if (name.normalize() !== preview.name.trim().normalize()) {
		const fieldErrors = { name: ['This is not the name. Type it as it stands below the field.'] }
		return data({ result: submission.reply({ fieldErrors }) }, { status: 400 })
	}
	const baseUrl = getEnv().CONTOUR_BASE_URL
	const erased = await erasePersonForGood(scope, {
		memberId: preview.memberId,
		version,
		announce: (overseers) => erasureMails({ account, by: user.name, at: new Date(), baseUrl, overseers }),
		announceHandOver: (handed) => handOverMails({ ...handed, account, baseUrl }),
	})
	if (erased.ok) return redirectWithNotice(`/a/${account.slug}/people`, 'The person is erased.')
	if (erased.reason === 'gone') throw notFound()
	return data({ result: submission.reply({ formErrors: [texts[erased.reason]] }) }, { status: 409 })
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Erase ${loaderData?.preview.name ?? 'a person'} · Contour` },
]

export default function PersonErase({ loaderData, actionData, params }: Route.ComponentProps) {
	const { preview, isSelf, locale } = loaderData
	const people = `/a/${params.account}/people`
	const back = `${people}/${preview.memberId}`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'People', href: people },
							{ label: preview.name, href: back },
							{ label: 'Erase' },
						]}
					/>
				}
				title={
					<>
						Erase <bdi>{preview.name}</bdi>
					</>
				}
				description="For somebody who asks to be forgotten. Who only leaves the company is marked as left instead."
			/>
			<WhatGoes preview={preview} locale={locale} />
			{isSelf ? (
				<Notice title="This is you">{texts.self}</Notice>
			) : (
				<EraseForm person={preview} back={back} result={actionData?.result} />
			)}
		</div>
	)
}
