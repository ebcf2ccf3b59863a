import { ButtonLink } from '#app/ui/button.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { HandOverPage } from './read-page.server.ts'

const problems = {
	nobody: 'Nobody in the company has this name, e-mail or employee id.',
	several: 'Several people have this name. Type the e-mail or the employee id instead.',
}

/** For HR: whose reports are shown. */
export function WhoseReports({ page: { manager, none, problem } }: { page: HandOverPage }) {
	return (
		<FilterForm
			names={['manager', 'none']}
			label="Whose reports"
			submitLabel="Show"
			clearLabel="Yours"
			actions={
				!none && (
					<ButtonLink to="?none=1" size="small">
						People without a manager
					</ButtonLink>
				)
			}
		>
			<TextField
				name="manager"
				label="Manager: name, e-mail or id"
				controlSize="small"
				type="search"
				autoComplete="off"
				defaultValue={manager}
				errors={problem ? [problems[problem]] : undefined}
			/>
		</FilterForm>
	)
}
