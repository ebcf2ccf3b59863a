/** Whether a text of a file is what an erased person was called by: nobody else is asked about, and nothing of it is kept. */
export type IsErased = (of: { is: 'email' | 'external-id' | 'login'; text: string }) => boolean
