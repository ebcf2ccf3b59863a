import { Download } from 'lucide-react'
import type { ButtonSize } from './button.tsx'
import { ButtonLink } from './button.tsx'

/** To everything that is filtered as a file, in each of its formats. */
export function ExportLinks({
	links,
	size = 'medium',
	of,
}: {
	links: readonly { name: string; href: string }[]
	/** Small ones stand beside a filter and have the format's name alone. */
	size?: ButtonSize
	/** What is exported, for who does not see what stands around the links. */
	of?: string
}) {
	return links.map(({ name, href }) => (
		<ButtonLink
			key={name}
			to={href}
			size={size}
			icon={Download}
			reloadDocument
			aria-label={of && `${of} as ${name}`}
		>
			{size === 'small' ? name : `Export as ${name}`}
		</ButtonLink>
	))
}
