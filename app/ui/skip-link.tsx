/** The first stop of the keyboard: leads to the element with the id `main`. */
export function SkipLink() {
	return (
		<a href="#main" className="skip-link">
			Skip to the content
		</a>
	)
}
