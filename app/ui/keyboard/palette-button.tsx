import { Search } from 'lucide-react'

/** As the keyboard at hand names the key; this button is in no page of the server. */
const keys = () => (/mac|iphone|ipad/i.test(navigator.platform) ? '⌘ K' : 'Ctrl K')

/** Opens the palette for whoever does not know its keys, or has none. */
export function PaletteButton({ onOpen }: { onOpen: () => void }) {
	return (
		<button
			type="button"
			className="palette-button"
			aria-keyshortcuts="Control+K Meta+K"
			aria-haspopup="dialog"
			data-print="hide"
			onClick={onOpen}
		>
			<Search aria-hidden className="size-4 shrink-0" />
			<span className="max-sm:sr-only">Go to …</span>
			<kbd aria-hidden className="kbd max-lg:hidden">
				{keys()}
			</kbd>
		</button>
	)
}
