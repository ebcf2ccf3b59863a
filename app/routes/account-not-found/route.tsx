import { notFound } from '#app/lib/http.server.ts'

export function loader() {
	throw notFound()
}

export function action() {
	throw notFound()
}

export default function Nothing() {
	return null
}
