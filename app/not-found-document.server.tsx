import { renderToStaticMarkup } from 'react-dom/server'
import stylesheet from './app.css?url'
import { readTheme } from './lib/theme.server.ts'
import { RefusalPage } from './refusal-page.tsx'

/**
 * The page for everything that does not exist or may not be seen. It carries nothing of the route, the account or the
 * request, so that the two cannot be told apart.
 */
export function renderNotFoundDocument(request: Request): string {
	const theme = readTheme(request)
	return `<!DOCTYPE html>${renderToStaticMarkup(
		<html lang="en" data-theme={theme === 'system' ? undefined : theme}>
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<title>Nothing here · Contour</title>
				<link rel="icon" href="/favicon.svg" type="image/svg+xml" />
				<link rel="stylesheet" href={stylesheet} />
			</head>
			<body>
				<RefusalPage status={404} />
			</body>
		</html>,
	)}`
}
