type Props = {
	trap: { name: string; text: string; wayOut: string }
	/** At the end of the card. */
	children?: React.ReactNode
}

/** What stops teams on a rung of the ladder, beside the way out. */
export function TrapCard({ trap: { name, text, wayOut }, children }: Props) {
	return (
		<div className="grid gap-x-8 gap-y-3 rounded-panel bg-sunken p-4 md:grid-cols-2">
			<div className="flex flex-col gap-1">
				<h4 className="text-sm font-medium">The trap: {name}</h4>
				<p className="max-w-prose text-sm">{text}</p>
			</div>
			<div className="flex flex-col gap-1 border-s-2 border-accent ps-4">
				<h4 className="text-sm font-medium">The way out</h4>
				<p className="max-w-prose text-sm">{wayOut}</p>
			</div>
			{children}
		</div>
	)
}
