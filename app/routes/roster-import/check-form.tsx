import type { ReactNode } from 'react'
import { Form } from 'react-router'
import type { Missing } from './find-dry-run.server.ts'

/** Has it looked at what the file would do: what begins work is posted. */
export function CheckForm({ missing, children }: { missing: Missing; children: ReactNode }) {
	return (
		<Form method="post">
			<input type="hidden" name="intent" value="check" />
			<input type="hidden" name="missing" value={missing} />
			{children}
		</Form>
	)
}
