import { lazy, Suspense, useEffect, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { ShellSection } from '#app/ui/app-shell.tsx'
import type { KeyCommand } from './read-key.ts'
import { focusSearch, moveInReviewList } from './review-list.ts'
import { useKeyCommands } from './use-key-commands.ts'

/** A section with the letter that leads to it after `g`. */
export type GoSection = ShellSection & { goKey: string }

export type KeyboardDialog = 'help' | 'palette'

type Props = {
	sections: readonly GoSection[]
	/** Answers `?q=` with places of the account; see found-places.ts. */
	findHref: string
	/** A page with a search, for `/` on a page without; undefined where the reader has none. */
	searchHref: string | undefined
	/** Which dialog is open; kept by the caller, whose menu opens them too. */
	open: KeyboardDialog | null
	onOpen: (dialog: KeyboardDialog | null) => void
}

const KeyboardHelp = lazy(async () => ({ default: (await import('./keyboard-help.tsx')).KeyboardHelp }))
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

/** The shortcuts of every page of an account. Nothing but a listener until a dialog is asked for. */
export function Keyboard({ sections, findHref, searchHref, open, onOpen }: Props) {
	const navigate = useNavigate()
	const { pathname } = useLocation()
	const wantsSearch = useRef(false)
	useEffect(() => {
		if (wantsSearch.current) focusSearch()
		wantsSearch.current = false
	}, [pathname])

	useKeyCommands((command: KeyCommand) => {
		switch (command.kind) {
			case 'palette':
			case 'help':
				onOpen(command.kind)
				return true
			case 'next':
			case 'previous':
				moveInReviewList(command.kind === 'next' ? 1 : -1)
				return true
			case 'search':
				if (focusSearch()) return true
				if (searchHref === undefined) onOpen('palette')
				else {
					wantsSearch.current = true
					void navigate(searchHref)
				}
				return true
			case 'section': {
				const section = sections.find(({ goKey }) => goKey === command.letter)
				if (section) void navigate(section.href)
				return section !== undefined
			}
			case 'go':
				return true
		}
	})

	const close = () => onOpen(null)
	return (
		<Suspense fallback={null}>
			{open === 'help' && <KeyboardHelp sections={sections} onClose={close} />}
			{open === 'palette' && <Palette sections={sections} findHref={findHref} onClose={close} />}
		</Suspense>
	)
}
