/** Why what somebody typed names no person of a plan. */
export const noPersonTexts = {
	nobody: (text: string) =>
		`Nobody here is meant by “${text}”. Enter an e-mail, an employee id or a full name.`,
	several: (text: string) => `Several people are meant by “${text}”. Enter an e-mail or an employee id.`,
}
