import type { RefObject } from 'react'
import { useEffect } from 'react'

/** How far a key leads over the slides. The arrows up and down scroll, as they do on any page. */
const steps: Readonly<Record<string, number>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }

/** Arrow keys lead from slide to slide, except where they move in a table or a field. */
export function useSlideKeys(slides: RefObject<HTMLElement | null>) {
	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent) => {
			const step = steps[event.key]
			const isTaken =
				event.target instanceof Element &&
				event.target.closest('table, input, select, textarea, dialog') !== null
			if (!step || isTaken || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
			const all = [...(slides.current?.querySelectorAll<HTMLElement>('.slide') ?? [])]
			// The one that is in view: the last that has begun.
			const here = all.findLastIndex((slide) => slide.getBoundingClientRect().top < window.innerHeight / 3)
			const to = all[Math.max(0, here) + step]
			if (!to) return
			event.preventDefault()
			to.scrollIntoView()
			to.focus({ preventScroll: true })
		}
		document.addEventListener('keydown', onKeyDown)
		return () => document.removeEventListener('keydown', onKeyDown)
	}, [slides])
}
