import { UserCheck } from 'lucide-react'
import { Form, Link } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type Props = {
	logins: readonly { login: string; rows: number; suggested: string }[]
	unmatched: { wrong: { login: string; message: string }[]; typed: Record<string, string> } | undefined
	root: string
	locale: string
}

/** Logins that nobody here is known to have, to be matched once. */
export function LoginTable({ logins, unmatched, root, locale }: Props) {
	const fields = new Map(logins.map(({ login }, index) => [login, `member-${index}`]))
	const wrong = (unmatched?.wrong ?? []).map(({ login, message }) => ({
		message,
		field: fields.get(login),
		login,
	}))
	return (
		<Panel
			title={logins.length === 1 ? 'Whose login is this?' : 'Whose logins are these?'}
			description="Write an e-mail address, an employee id or a full name. It is remembered for every later file. What is left empty stays refused."
		>
			<Form method="post" className="flex flex-col items-start gap-5">
				<ErrorSummary title="Not everybody was found" errors={wrong} />
				<input type="hidden" name="intent" value="logins" />
				<ul className="grid w-full gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">
					{logins.map(({ login, rows, suggested }, index) => {
						const errors = wrong.filter((one) => one.login === login).map(({ message }) => message)
						const typed = unmatched?.typed
						return (
							<li key={login} className="min-w-0">
								<input type="hidden" name="login" value={login} />
								<TextField
									id={`member-${index}`}
									name="member"
									label={
										<span className="wrap-anywhere">
											<bdi>{login}</bdi>{' '}
											<span className="font-normal text-muted">
												({formatNumber(rows, locale)} {rows === 1 ? 'row' : 'rows'})
											</span>
										</span>
									}
									hint={!typed && suggested ? 'Suggested by the e-mail address.' : undefined}
									defaultValue={typed ? (typed[login] ?? '') : suggested}
									errors={errors}
									autoComplete="off"
								/>
							</li>
						)
					})}
				</ul>
				<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
					<Button variant="secondary" icon={UserCheck}>
						Remember and look again
					</Button>
					<Link to={`${root}/imports/logins`} className="link text-sm">
						Those that are matched
					</Link>
				</div>
			</Form>
		</Panel>
	)
}
