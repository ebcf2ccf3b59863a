import { createContext } from 'react-router'

export type RequestInfo = {
	/** Stands in the log and in the header X-Request-Id; error pages show it. */
	requestId: string
	/** The client's IP address, as far as TRUST_PROXY lets it be known. */
	clientAddress: string
}

export const requestContext = createContext<RequestInfo>()
