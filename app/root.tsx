import type { ReactNode } from 'react'
import {
	data,
	isRouteErrorResponse,
	Links,
	Meta,
	Outlet,
	Scripts,
	ScrollRestoration,
	useRouteLoaderData,
} from 'react-router'
import type { Route } from './+types/root.ts'
import stylesheet from './app.css?url'
import { sameOriginMiddleware } from './auth/same-origin.server.ts'
import { sessionMiddleware } from './auth/session-middleware.server.ts'
import { failureMiddleware } from './failure.server.ts'
import { noticeCookieCleared, readNotice } from './lib/notice.server.ts'
import { readTheme } from './lib/theme.server.ts'
import { notFoundMiddleware } from './not-found-middleware.server.ts'
import { refusalMiddleware } from './refusal-middleware.server.ts'
import { RefusalPage, refusalTitle } from './refusal-page.tsx'
import { routePatternMiddleware } from './route-pattern-middleware.server.ts'

export const middleware: Route.MiddlewareFunction[] = [
	routePatternMiddleware,
	refusalMiddleware,
	failureMiddleware,
	notFoundMiddleware,
	sameOriginMiddleware,
	sessionMiddleware,
]

export const links: Route.LinksFunction = () => [
	{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
	{ rel: 'stylesheet', href: stylesheet },
]

export const meta: Route.MetaFunction = ({ error }) => {
	if (error) return [{ title: refusalTitle(isRouteErrorResponse(error) ? error.status : 500) }]
	return [{ title: 'Contour' }]
}

export function loader({ request }: Route.LoaderArgs) {
	const notice = readNotice(request)
	const headers = notice ? { 'Set-Cookie': noticeCookieCleared() } : undefined
	return data({ theme: readTheme(request), notice }, { headers })
}

export function Layout({ children }: { children: ReactNode }) {
	const theme = useRouteLoaderData<typeof loader>('root')?.theme ?? 'system'
	return (
		<html lang="en" data-theme={theme === 'system' ? undefined : theme}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<Meta />
				{/* Styles come from this site, which the policy allows: a nonce here would only differ in the browser. */}
				<Links nonce="" />
			</head>
			<body>
				{children}
				<ScrollRestoration />
				<Scripts />
			</body>
		</html>
	)
}

export default function App() {
	return <Outlet />
}

/** The one error boundary: routes throw, here it is shown. */
export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
	if (isRouteErrorResponse(error)) {
		const seconds = error.status === 429 ? Number(error.data) : undefined
		return <RefusalPage status={error.status === 405 ? 404 : error.status} seconds={seconds} />
	}
	const detail = import.meta.env.DEV && error instanceof Error ? error.stack : undefined
	return <RefusalPage status={500} detail={detail} />
}
