/** How long a password has to be, and may be, in characters. */
export const passwordRules = { shortest: 10, longest: 200 }
