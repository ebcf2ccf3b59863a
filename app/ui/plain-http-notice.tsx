import { Notice } from './notice.tsx'

/** Why signing in cannot work at this address, said before somebody tries. */
export function PlainHttpNotice() {
	return (
		<Notice tone="error" title="Signing in does not work at this address">
			Browsers keep sign-in cookies over https alone, except on the machine itself. Open Contour at its https
			address. Whoever runs it can allow plain http for a trial with CONTOUR_UNSAFE_HTTP=on.
		</Notice>
	)
}
