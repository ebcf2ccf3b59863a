import { useFlashNotice } from '#app/lib/notice.ts'
import { Notice } from './notice.tsx'

/** What the last action says on the page that follows it, once. */
export function FlashNotice() {
	const notice = useFlashNotice()
	if (!notice) return null
	return (
		<Notice tone={notice.tone} live>
			{notice.message}
		</Notice>
	)
}
