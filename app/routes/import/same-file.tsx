import type { SameFile as Same } from '#app/data/imports/find-same-file.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'

type Props = { file: Same; root: string; locale: string; timeZone: string }

/** That the very same file is here already, with the way to it. */
export function SameFile({ file, root, locale, timeZone }: Props) {
	const at = (value: Date) => formatDate(value, locale, timeZone, 'dateTime')
	const { state, appliedAt, createdAt } = file
	return (
		<Notice
			title="This file is here already"
			actions={
				<ButtonLink to={`${root}/imports/${file.importId}`} size="small">
					Open that import
				</ButtonLink>
			}
		>
			{state === 'applied' && appliedAt
				? `The very same file was applied on ${at(appliedAt)}. Again it writes over what has come since.`
				: state === 'undone'
					? `The very same file was uploaded on ${at(createdAt)}, applied and taken back.`
					: `The very same file was uploaded on ${at(createdAt)} and waits to be applied.`}
		</Notice>
	)
}
