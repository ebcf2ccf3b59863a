import { Form } from 'react-router'
import type { CycleParticipant } from '#app/data/list-cycle-participants.server.ts'
import { Button } from '#app/ui/button.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type Props = {
	participant: CycleParticipant
	/** What was wrong with the last try on this row. */
	refused: string | undefined
}

/** Takes a person out of the cycle with a reason, or back in. */
export function Exemption({ participant, refused }: Props) {
	const { id, name, version, standing, exemptReason } = participant
	const hidden = (
		<>
			<input type="hidden" name="participantId" value={id} />
			<input type="hidden" name="version" value={version} />
		</>
	)
	if (standing === 'left') return null
	if (exemptReason !== null) {
		return (
			<Form method="post" preventScrollReset>
				{hidden}
				<input type="hidden" name="intent" value="include" />
				<Button variant="quiet" size="small">
					Take back in<span className="sr-only">: {name}</span>
				</Button>
			</Form>
		)
	}
	const field = `reason-${id}`
	return (
		<details open={refused !== undefined || undefined} className="text-start">
			<summary className="button" data-variant="quiet" data-size="small">
				Exempt<span className="sr-only">: {name}</span>
			</summary>
			<Form method="post" preventScrollReset className="mt-2 flex flex-col items-start gap-2">
				{hidden}
				<input type="hidden" name="intent" value="exempt" />
				<TextField
					id={field}
					name="reason"
					label="Why?"
					hint="On leave, or new in the job. HR sees this."
					errors={refused ? [refused] : undefined}
					controlSize="small"
					maxLength={200}
					required
				/>
				<Button variant="secondary" size="small">
					Exempt from this cycle
				</Button>
			</Form>
		</details>
	)
}
