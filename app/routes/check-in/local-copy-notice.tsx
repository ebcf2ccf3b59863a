import { Button } from '#app/ui/button.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { LocalCopy } from './local-copy.ts'

type Props = { copy: LocalCopy; locale: string; timeZone: string; onUse: () => void; onDrop: () => void }

/** Offers what this device kept when it could not be saved. */
export function LocalCopyNotice({ copy, locale, timeZone, onUse, onDrop }: Props) {
	return (
		<Notice
			tone="warning"
			live
			title="This device kept changes that were not saved"
			actions={
				<>
					<Button type="button" variant="secondary" size="small" onClick={onUse}>
						Use them
					</Button>
					<Button type="button" variant="quiet" size="small" onClick={onDrop}>
						Discard them
					</Button>
				</>
			}
		>
			From <TimeText value={new Date(copy.keptAt)} locale={locale} timeZone={timeZone} style="dateTime" />.
			Below stands what is saved.
		</Notice>
	)
}
