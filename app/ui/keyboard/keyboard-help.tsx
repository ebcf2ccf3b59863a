import { useId } from 'react'
import { X } from 'lucide-react'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Dialog } from './dialog.tsx'
import type { GoSection } from './keyboard.tsx'
import { setSingleKeys, useSingleKeys } from './single-keys.ts'

type Shortcut = { keys: readonly string[]; or?: readonly string[]; does: string }

const everywhere: readonly Shortcut[] = [
	{ keys: ['/'], does: 'Search on this page, or else in people' },
	{ keys: ['?'], does: 'This list' },
]
const inLists: readonly Shortcut[] = [
	{ keys: ['j'], does: 'Next check-in' },
	{ keys: ['k'], does: 'Previous check-in' },
]
const always: readonly Shortcut[] = [
	{ keys: ['Ctrl', 'K'], or: ['⌘', 'K'], does: 'Go to a section, a team or a person' },
	{ keys: ['↑', '↓', '←', '→'], does: 'Move over the cells of a heatmap' },
	{ keys: ['Esc'], does: 'Close what is open' },
]

/** Every shortcut there is, and the switch for those of one printable key. */
export function KeyboardHelp({ sections, onClose }: { sections: readonly GoSection[]; onClose: () => void }) {
	const id = useId()
	const singleKeys = useSingleKeys()
	const go = sections.map(({ goKey, label }) => ({ keys: ['g', goKey], does: label }))
	return (
		<Dialog className="dialog" labelledBy={id} onClose={onClose}>
			<div className="flex flex-col gap-5 p-5">
				<div className="flex items-center justify-between gap-4">
					<h2 id={id}>Keyboard shortcuts</h2>
					<form method="dialog">
						<button className="button" data-variant="quiet" data-size="small">
							<X aria-hidden />
							<span className="sr-only">Close</span>
						</button>
					</form>
				</div>
				<div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
					<Shortcuts title="Always" shortcuts={always} />
					<Shortcuts title="On every page" shortcuts={everywhere} isOff={!singleKeys} />
					<Shortcuts title="Go to" shortcuts={go} isOff={!singleKeys} />
					<Shortcuts title="Among check-ins" shortcuts={inLists} isOff={!singleKeys} />
				</div>
				<div className="border-t border-line pt-4">
					<Checkbox
						name="single-keys"
						label="Shortcuts of single keys"
						hint="Turn them off if you speak to your computer or press keys by accident. They never act while you write. Kept in this browser."
						checked={singleKeys}
						onChange={(event) => setSingleKeys(event.currentTarget.checked)}
					/>
				</div>
			</div>
		</Dialog>
	)
}

function Shortcuts({
	title,
	shortcuts,
	isOff,
}: {
	title: string
	shortcuts: readonly Shortcut[]
	isOff?: boolean
}) {
	return (
		<section className="flex flex-col gap-2">
			<h3 className="text-sm font-semibold">
				{title}
				{isOff && <span className="font-normal text-muted"> · off</span>}
			</h3>
			<dl className="flex flex-col gap-1.5 text-sm">
				{shortcuts.map(({ keys, or, does }) => (
					<div key={does} className="flex items-baseline justify-between gap-4">
						<dt>{does}</dt>
						<dd className="flex shrink-0 items-center gap-1">
							<Keys keys={keys} />
							{or && (
								<>
									<span className="text-xs text-muted">or</span>
									<Keys keys={or} />
								</>
							)}
						</dd>
					</div>
				))}
			</dl>
		</section>
	)
}

function Keys({ keys }: { keys: readonly string[] }) {
	return keys.map((key) => (
		<kbd key={key} className="kbd">
			{key}
		</kbd>
	))
}
