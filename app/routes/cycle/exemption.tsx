import { Form } from 'react-router'
import type { CycleParticipant } from '#app/data/cycle-participants-sql.server.ts'
import { exemptKindNames, exemptKinds } from '#app/domain/cycle/exemption.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'

type Props = {
	participant: CycleParticipant
	/** What was wrong with the last try on this row. */
	refused: string | undefined
}

/** Takes a person out of the cycle with a reason, or back in. */
export function Exemption({ participant, refused }: Props) {
	const { id, name, version, standing, exemption } = participant
	const hidden = (
		<>
			<input type="hidden" name="participantId" value={id} />
			<input type="hidden" name="version" value={version} />
		</>
	)
	if (standing === 'left') return null
	if (exemption !== null) {
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
	return (
		<details open={refused !== undefined || undefined} className="text-start">
			<summary className="button" data-variant="quiet" data-size="small">
				Exempt<span className="sr-only">: {name}</span>
			</summary>
			<Form method="post" preventScrollReset className="mt-2 flex flex-col items-start gap-2">
				{hidden}
				<input type="hidden" name="intent" value="exempt" />
				<SelectField
					id={`kind-${id}`}
					name="kind"
					label="Why?"
					controlSize="small"
					options={exemptKinds.map((kind) => ({ value: kind, label: exemptKindNames[kind] }))}
				/>
				<TextField
					id={`reason-${id}`}
					name="reason"
					label="In a few words"
					hint="Needed for ‘Other’. HR sees this."
					errors={refused ? [refused] : undefined}
					controlSize="small"
					maxLength={200}
				/>
				<Button variant="secondary" size="small">
					Exempt from this cycle
				</Button>
			</Form>
		</details>
	)
}
