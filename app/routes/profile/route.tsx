import { notFound } from '#app/lib/http.server.ts'

export function loader() {
	throw notFound()
}

export default function Page() {
	return null
}
