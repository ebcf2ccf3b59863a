import { Form } from 'react-router'
import { Button } from './button.tsx'

type Props = {
	/** The address that takes it. */
	action: string
	assignmentId: string
	version: number
	state: string
	/** What it is, for the names of the buttons. */
	title: string
	/** Where to go on. */
	back: string
}

/** Says of a training that it is begun, or done, where it is shown. */
export function AssignmentActions({ action, assignmentId, version, state, title, back }: Props) {
	if (state !== 'planned' && state !== 'in_progress') return null
	return (
		<Form method="post" action={action} className="flex flex-wrap gap-2" preventScrollReset>
			<input type="hidden" name="assignmentId" value={assignmentId} />
			<input type="hidden" name="version" value={version} />
			<input type="hidden" name="back" value={back} />
			{state === 'planned' && (
				<Button
					{...{ name: 'state', value: 'in_progress', size: 'small', variant: 'secondary' }}
					aria-label={`Begin ${title}`}
				>
					Begin
				</Button>
			)}
			<Button
				{...{ name: 'state', value: 'done', size: 'small', variant: 'secondary' }}
				aria-label={`Done: ${title}`}
			>
				Done
			</Button>
		</Form>
	)
}
