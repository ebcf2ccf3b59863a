import type { RouterContextProvider } from 'react-router'
import { createContext } from 'react-router'

type ExportNote = { report?: string; filter?: Record<string, unknown>; rows?: number }

/** What a route knows of the file that it answers with and its address does not say. */
export const exportNoteContext = createContext<ExportNote>()

/** Says for the access log what is in a file, where the address alone does not. */
export function noteExport(context: Readonly<RouterContextProvider>, note: ExportNote): void {
	Object.assign(context.get(exportNoteContext), note)
}
