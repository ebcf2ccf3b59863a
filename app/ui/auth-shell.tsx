import type { ReactNode } from 'react'
import { LogoMark } from './logo.tsx'
import { SkipLink } from './skip-link.tsx'

type Props = {
	title: ReactNode
	description?: ReactNode
	children: ReactNode
	/** Below the form: the other ways in. */
	footer?: ReactNode
	/** Beside the form on a wide screen: a sentence on what this is. */
	aside?: ReactNode
}

/** The pages before one is in: a form on the left, the landscape on the right. */
export function AuthShell({ title, description, children, footer, aside }: Props) {
	return (
		<div className="relative isolate grid min-h-dvh lg:grid-cols-[minmax(28rem,5fr)_7fr]">
			<SkipLink />
			<div className="relative isolate flex flex-col px-4 py-6 sm:px-12">
				<div
					aria-hidden
					data-fade="below"
					className="contours absolute inset-x-0 top-0 -z-10 h-64 lg:hidden"
				/>
				<header className="flex items-center gap-2.5 font-semibold">
					<LogoMark className="size-7" />
					Contour
				</header>
				<main id="main" tabIndex={-1} className="m-auto w-full max-w-sm py-12">
					<h1 className="text-xl md:text-2xl">{title}</h1>
					{description && <p className="mt-2 text-pretty text-muted">{description}</p>}
					<div className="mt-8 flex flex-col gap-5">{children}</div>
					{footer && <div className="mt-8 border-t border-line pt-5 text-sm text-muted">{footer}</div>}
				</main>
			</div>
			<aside className="relative isolate hidden overflow-hidden border-s border-line bg-sunken lg:block">
				<div
					aria-hidden
					data-fade={aside ? 'corner' : undefined}
					className="contours absolute inset-0 -z-10"
				/>
				{aside && (
					<div className="absolute inset-x-0 bottom-0 p-12">
						<div className="max-w-md text-lg text-pretty">{aside}</div>
					</div>
				)}
			</aside>
		</div>
	)
}
