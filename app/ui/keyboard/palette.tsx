import type { KeyboardEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import { Search } from 'lucide-react'
import { Link, useNavigate } from 'react-router'
import { Dialog } from './dialog.tsx'
import type { GoSection } from './keyboard.tsx'
import { useSingleKeys } from './single-keys.ts'
import { useFoundPlaces } from './use-found-places.ts'

type Option = { href: string; label: string; note?: string | undefined }

/** One field over a list of places: arrows choose, Enter goes. */
export function Palette({
	sections,
	findHref,
	onClose,
}: {
	sections: readonly GoSection[]
	findHref: string
	onClose: () => void
}) {
	const id = useId()
	const navigate = useNavigate()
	const [query, setQuery] = useState('')
	const singleKeys = useSingleKeys()
	const [chosen, setChosen] = useState(0)
	const { found, isSearching } = useFoundPlaces(findHref, query)
	const groups = [{ title: 'Sections', places: sectionsLike(sections, query, singleKeys) }, ...found].filter(
		({ places }) => places.length > 0,
	)
	const options = groups.flatMap(({ places }) => places)
	const current = Math.min(chosen, options.length - 1)
	const optionId = (option: Option) => `${id}-${options.indexOf(option)}`

	const list = useRef<HTMLDivElement>(null)
	useEffect(() => {
		list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
	}, [current])

	const go = (option: Option | undefined) => {
		if (!option) return
		onClose()
		void navigate(option.href)
	}
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.nativeEvent.isComposing) return
		const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
		if (by === undefined && event.key !== 'Enter') return
		event.preventDefault()
		if (by === undefined) go(options[current])
		else if (options.length > 0) setChosen((current + by + options.length) % options.length)
	}
	const said = isSearching ? 'Searching …' : countText(options.length)
	return (
		<Dialog className="dialog palette" label="Go to" onClose={onClose}>
			<div className="flex items-center gap-3 border-b border-line px-4">
				<Search aria-hidden className="size-4 shrink-0 text-muted" />
				<input
					// The browser gives it the focus when the dialog opens.
					autoFocus
					className="palette-field"
					role="combobox"
					aria-label="Go to a section, a team or a person"
					aria-expanded={options.length > 0}
					aria-controls={`${id}-list`}
					aria-autocomplete="list"
					aria-activedescendant={options.length > 0 ? `${id}-${current}` : undefined}
					placeholder="Go to …"
					autoComplete="off"
					spellCheck={false}
					maxLength={200}
					value={query}
					onChange={(event) => {
						setQuery(event.currentTarget.value)
						setChosen(0)
					}}
					onKeyDown={onKeyDown}
				/>
			</div>
			<div id={`${id}-list`} ref={list} role="listbox" aria-label="Places" className="palette-list">
				{groups.map(({ title, places }) => (
					<div key={title} role="group" aria-label={title}>
						<p aria-hidden className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">
							{title}
						</p>
						{places.map((option) => (
							<Link
								key={option.href}
								to={option.href}
								tabIndex={-1}
								id={optionId(option)}
								role="option"
								aria-selected={options[current] === option}
								className="palette-option"
								onClick={onClose}
							>
								<span className="min-w-0 truncate">
									<bdi>{option.label}</bdi>
								</span>
								{option.note && (
									<span className="ms-auto min-w-0 truncate text-muted">
										<bdi>{option.note}</bdi>
									</span>
								)}
							</Link>
						))}
					</div>
				))}
			</div>
			<p role="status" className={options.length === 0 ? 'px-4 pb-4 text-sm text-muted' : 'sr-only'}>
				{options.length === 0 && !isSearching ? 'Nothing by that name that you may open.' : said}
			</p>
		</Dialog>
	)
}

const countText = (count: number) => `${count} ${count === 1 ? 'place' : 'places'}`

function sectionsLike(sections: readonly GoSection[], query: string, withKeys: boolean): Option[] {
	const asked = query.trim().toLowerCase()
	return sections
		.filter(({ label }) => label.toLowerCase().includes(asked))
		.map(({ href, label, goKey }) => ({ href, label, note: withKeys ? `g ${goKey}` : undefined }))
}
