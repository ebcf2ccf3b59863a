import type { ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router'

/** The HTML that the server sends for some components, on a page of the given URL. */
export async function renderAt(node: ReactNode, url = '/people'): Promise<string> {
	const routes = [{ path: '*', element: node }]
	const { query } = createStaticHandler(routes)
	const context = await query(new Request(`http://contour.test${url}`))
	if (context instanceof Response) throw new Error('a page of the tests answered with a redirect')
	const router = createStaticRouter(routes, context)
	return renderToString(<StaticRouterProvider router={router} context={context} hydrate={false} />)
}

/** The text of HTML as a reader hears it: no tags, no comments, entities resolved, blanks collapsed. */
export function textOf(html: string): string {
	return html
		.replace(/<!--.*?-->/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/&amp;/g, '&')
		.replace(/&#x27;/g, "'")
		.replace(/\s+/g, ' ')
		.trim()
}

/** Each element of a tag, as `{ attributes, inner }`; good for elements that do not nest in themselves. */
export function elements(html: string, tag: string): { attributes: string; inner: string }[] {
	const pattern = new RegExp(`<${tag}(?=[\\s>])([^>]*)>(.*?)</${tag}>`, 'gs')
	return [...html.matchAll(pattern)].map((match) => ({ attributes: match[1] ?? '', inner: match[2] ?? '' }))
}

/** The value of an attribute in the text of an element's attributes. */
export function attribute(attributes: string, name: string): string | undefined {
	const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1]
	return value?.replace(/&amp;/g, '&')
}
