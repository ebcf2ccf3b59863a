import { createContext } from 'react-router'

/** The nonce of this response's Content-Security-Policy; every inline script of the page carries it. */
export const nonceContext = createContext<string>()
