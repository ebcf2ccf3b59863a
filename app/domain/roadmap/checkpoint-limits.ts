/** Characters that the decisions of a checkpoint may have: as many as the table takes. */
export const decisionsLength = 4000
