import { FileUp } from 'lucide-react'
import type { FormEvent, ReactNode } from 'react'
import { useState } from 'react'
import { Form } from 'react-router'
import { Button, ButtonLink } from './button.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Field } from './field.tsx'
import { Panel } from './panel.tsx'

/** Takes one file, under the name `file`. */
export function UploadForm({
	idempotencyKey,
	label = 'CSV file',
	hint,
	accept = '.csv,.txt,.tsv,text/csv,text/plain',
	message,
	limit,
	cancelTo,
	children,
}: {
	idempotencyKey: string
	label?: string
	hint: string
	accept?: string
	/** Why the last file was not taken. */
	message: string | undefined
	/** What is said of a larger file before it is sent: the server would break off in the middle of it, and the page with it. */
	limit: { bytes: number; words: string }
	cancelTo: string
	/** Fields before the file: it is read while it comes, and by then they have to be known. */
	children?: ReactNode
}) {
	const [isTooLarge, setIsTooLarge] = useState(false)
	const said = isTooLarge ? limit.words : message
	const look = (event: FormEvent<HTMLFormElement>) => {
		const file = new FormData(event.currentTarget).get('file')
		const refused = file instanceof File && file.size > limit.bytes
		setIsTooLarge(refused)
		if (refused) event.preventDefault()
	}
	return (
		<Panel className="max-w-form">
			<Form
				method="post"
				encType="multipart/form-data"
				onSubmit={look}
				className="flex flex-col items-start gap-5"
			>
				<ErrorSummary
					title="The file was not taken"
					errors={said ? [{ message: said, field: 'file' }] : []}
				/>
				<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
				{children}
				<Field id="file" label={label} hint={hint} errors={said ? [said] : undefined}>
					{(aria) => <input {...aria} type="file" name="file" accept={accept} className="control" />}
				</Field>
				<div className="flex flex-wrap gap-2">
					<Button icon={FileUp}>Upload</Button>
					<ButtonLink to={cancelTo} variant="quiet">
						Cancel
					</ButtonLink>
				</div>
			</Form>
		</Panel>
	)
}
