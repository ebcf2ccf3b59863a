import { createContext } from 'react-router'

export type RequestInfo = {
	/** Stands in the log and in the header X-Request-Id; error pages show it. */
	requestId: string
	/** The client's IP address, as far as TRUST_PROXY lets it be known. */
	clientAddress: string
	/** The status of a browser's request that is refused as a whole: no route sees it, and it gets the page of the refusal. */
	refused?: number
	/** Seconds until it is worth asking again, set by what refuses with 429 or 503: the answer's Retry-After. */
	retryAfter?: number
	/** Of the route that answers, once it is found: `/a/:account/people`. */
	routePattern?: string
}

export const requestContext = createContext<RequestInfo>()
