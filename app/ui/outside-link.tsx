/** A link that somebody has typed, in full as long as it is no wall of letters. Opens beside what is being read. */
export function OutsideLink({ href }: { href: string }) {
	return (
		<a
			href={href}
			rel="noreferrer noopener"
			target="_blank"
			title={href}
			dir="ltr"
			className="link line-clamp-3 break-all"
		>
			{href}
		</a>
	)
}
