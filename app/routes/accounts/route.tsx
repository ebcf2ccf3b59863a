import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { ChevronRight } from 'lucide-react'
import { Form, Link } from 'react-router'
import { z } from 'zod'
import { nameField } from '#app/auth/fields.ts'
import { startSession } from '#app/auth/lucia.server.ts'
import { requireUser } from '#app/auth/session-context.server.ts'
import { createAccount } from '#app/data/create-account.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { parseForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { guessLocale, guessTimeZone } from '#app/lib/locales.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { AuthShell } from '#app/ui/auth-shell.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { FlashNotice } from '#app/ui/flash-notice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import type { Route } from './+types/route.ts'

const schema = z.object({
	accountName: nameField('Enter the name of the company.'),
	runsCheckIns: z.boolean().default(false),
})

export async function loader({ request, context }: Route.LoaderArgs) {
	const { user } = requireUser(context, request)
	const memberships = await listUserMemberships(user.id)
	return {
		user: { email: user.email },
		accounts: memberships.map(({ slug, accountName, isSample }) => ({ slug, name: accountName, isSample })),
	}
}

/** Sets up another company for somebody who has a user already. */
export async function action({ request, context }: Route.ActionArgs) {
	const { user } = requireUser(context, request)
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') return refusal(submission.reply())
	const { accountName, runsCheckIns } = submission.value
	const locale = guessLocale(request.headers.get('Accept-Language'))
	const created = await createAccount({
		name: accountName,
		locale,
		timeZone: guessTimeZone(undefined, locale),
		content: builtInContent,
		owner: { userId: user.id },
		roles: runsCheckIns ? ['owner', 'hr'] : ['owner'],
	})
	if (!created.ok) {
		const fieldErrors = { accountName: ['Too many companies have this name here. Add something to it.'] }
		return refusal(submission.reply({ fieldErrors }), 'conflict')
	}
	return redirectWithNotice(`/a/${created.slug}`, `${accountName} is ready. You are its owner.`, {
		headers: { 'Set-Cookie': await startSession(request, user.id) },
	})
}

export const meta: Route.MetaFunction = () => [{ title: 'Your accounts · Contour' }]

export default function Accounts({ loaderData, actionData }: Route.ComponentProps) {
	const { accounts, user } = loaderData
	const [form, fields] = useForm<z.input<typeof schema>>({
		lastResult: actionData,
		defaultValue: { runsCheckIns: true },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<AuthShell
			title={accounts.length > 0 ? 'Where do you want to go?' : 'You belong to no account'}
			description={
				accounts.length > 0
					? undefined
					: 'Ask whoever runs Contour in your company for an invitation, or set up a company of your own.'
			}
			footer={
				<div className="flex flex-wrap items-center justify-between gap-3">
					<span>
						Signed in as <bdi>{user.email}</bdi>
					</span>
					{/* A whole new page: what this one was made of does not stay in the browser. */}
					<Form method="post" action="/sign-out" reloadDocument>
						<Button variant="quiet" size="small">
							Sign out
						</Button>
					</Form>
				</div>
			}
		>
			<FlashNotice />
			<ErrorSummary errors={listFormErrors(form)} />
			{accounts.length > 0 && (
				<ul className="flex flex-col gap-2">
					{accounts.map(({ slug, name, isSample }) => (
						<li key={slug}>
							<Link
								to={`/a/${slug}`}
								className="flex min-h-12 items-center justify-between gap-3 rounded-panel border border-line bg-panel px-4 py-3 font-medium hover:bg-hover"
							>
								<bdi className="min-w-0 truncate">{name}</bdi>
								<span className="flex shrink-0 items-center gap-2">
									{isSample && <Badge>Sample</Badge>}
									<ChevronRight aria-hidden className="size-4 text-muted rtl:-scale-x-100" />
								</span>
							</Link>
						</li>
					))}
				</ul>
			)}
			<details open={accounts.length === 0 || actionData !== undefined}>
				<summary className="link w-fit text-sm">Set up another company</summary>
				<Form method="post" {...getFormProps(form)} className="mt-4 flex flex-col gap-5">
					<TextField
						{...getInputProps(fields.accountName, { type: 'text' })}
						label="Company"
						errors={fields.accountName.errors}
						autoComplete="organization"
					/>
					<Checkbox
						{...getInputProps(fields.runsCheckIns, { type: 'checkbox' })}
						label="I also run the check-ins"
						hint="Gives you the HR role: it opens and publishes cycles and sees individual results. It can be changed later."
					/>
					<Button variant="secondary">Set up the company</Button>
				</Form>
			</details>
		</AuthShell>
	)
}
