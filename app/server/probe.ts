import { env } from 'node:process'

/** The image's health check: ends with 0 when the Contour of this container answers. */
const port = env.PORT || '3000'

try {
	const response = await fetch(`http://127.0.0.1:${port}/healthcheck`, { signal: AbortSignal.timeout(4000) })
	process.exitCode = response.ok ? 0 : 1
} catch {
	process.exitCode = 1
}
