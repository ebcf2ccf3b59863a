import { renderToStaticMarkup } from 'react-dom/server'
import stylesheet from './app.css?url'
import { readTheme } from './lib/theme.server.ts'
import { RefusalPage, refusalTitle } from './refusal-page.tsx'

/**
 * The page instead of the page asked for. It carries nothing of the route, the account or the request, so that what does
 * not exist and what may not be seen cannot be told apart; and it needs no script and no data.
 *
 * @param reference the request's id, where something broke and the log tells of it under this id
 */
export function renderRefusalDocument(request: Request, status: number, reference?: string): string {
	const theme = readTheme(request)
	return `<!DOCTYPE html>${renderToStaticMarkup(
		<html lang="en" data-theme={theme === 'system' ? undefined : theme}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<title>{refusalTitle(status)}</title>
				<link rel="icon" href="/favicon.svg" type="image/svg+xml" />
				<link rel="stylesheet" href={stylesheet} />
			</head>
			<body>
				<RefusalPage status={status} reference={reference} />
			</body>
		</html>,
	)}`
}
