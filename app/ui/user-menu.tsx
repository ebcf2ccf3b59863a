import type { ReactNode } from 'react'
import { ChevronDown } from 'lucide-react'
import { Menu } from './menu.tsx'

/** The first letters of the first and the last word of a name; whole characters, whatever the script. */
export function initials(name: string): string {
	const words = name.trim().split(/\s+/u).filter(Boolean)
	const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words
	const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
	return ends
		.map((word) => [...segments.segment(word ?? '')][0]?.segment ?? '')
		.join('')
		.toUpperCase()
}

/** Who is signed in, and what they may do about it. `children` are MenuLinks and forms with MenuButtons. */
export function UserMenu({ name, detail, children }: { name: string; detail?: string; children: ReactNode }) {
	return (
		<Menu
			summaryClass="flex h-9 items-center gap-2 rounded-control px-1.5 text-sm hover:bg-hover"
			summary={
				<>
					<span
						aria-hidden
						className="grid size-7 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent"
					>
						{initials(name)}
					</span>
					<span className="max-w-56 truncate max-sm:sr-only">
						<bdi>{name}</bdi>
					</span>
					<ChevronDown aria-hidden className="size-4 text-muted max-sm:hidden" />
				</>
			}
		>
			<div className="mb-1 border-b border-line px-2.5 pt-1.5 pb-2 text-sm">
				<p className="font-medium">
					<bdi>{name}</bdi>
				</p>
				{detail && <p className="text-muted">{detail}</p>}
			</div>
			{children}
		</Menu>
	)
}
