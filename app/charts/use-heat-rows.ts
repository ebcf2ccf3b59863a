import type { RefObject } from 'react'
import { useEffect } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { usePrinting } from '#app/ui/use-printing.ts'
import { useWideScreen } from '#app/ui/use-wide-screen.ts'
import type { HeatRow } from './heat-cell.ts'

/** In pixels, until a row is measured; the second is about a screen. */
const guessed = { row: 52, height: 900 }
/** So near to the last row the next ones are asked for. */
const near = 20

/**
 * Which rows of a long table are drawn, and the room of the others above and below. All of them on the server, without
 * JavaScript, on a phone, where rows are cards, and on paper; and of a table that was sent whole.
 */
export function useHeatRows({
	rows,
	region,
	more,
}: {
	rows: readonly HeatRow[]
	region: RefObject<HTMLDivElement | null>
	more: { onNearEnd: () => void } | undefined
}) {
	const isWide = useWideScreen()
	const isPrinting = usePrinting()
	const isVirtual = more !== undefined && isWide && !isPrinting
	const virtualizer = useVirtualizer({
		count: rows.length,
		getScrollElement: () => region.current,
		estimateSize: () => guessed.row,
		getItemKey: (index) => rows[index]?.id ?? index,
		initialRect: { width: 0, height: guessed.height },
		overscan: 10,
		enabled: isVirtual,
	})
	const items = virtualizer.getVirtualItems()
	const last = items.at(-1)?.index ?? 0
	const isNearEnd = isVirtual && last >= rows.length - near
	const onNearEnd = more?.onNearEnd
	useEffect(() => {
		if (isNearEnd) onNearEnd?.()
	}, [isNearEnd, onNearEnd, rows.length])
	if (!isVirtual || items.length === 0)
		return { drawn: rows, from: 0, above: 0, below: 0, measure: undefined }
	return {
		drawn: items.flatMap(({ index }) => rows[index] ?? []),
		from: items[0]?.index ?? 0,
		above: items[0]?.start ?? 0,
		below: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
		measure: virtualizer.measureElement,
	}
}
