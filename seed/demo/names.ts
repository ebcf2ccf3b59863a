/** Given and family names of the sample company's people: invented combinations, with the letters that real rosters hold. */
export const givenNames = [
	'Ada', 'Aisha', 'Aleksander', 'Amara', 'Anouk', 'Antonín', 'Ayşe', 'Beatriz', 'Björn', 'Camille', 'Chidi', 'Chiara',
	'Dagny', 'Daniel', 'Deniz', 'Dominika', 'Eilidh', 'Elif', 'Emeka', 'Esther', 'Fatima', 'Felix', 'Giulia', 'Hana',
	'Harriet', 'Hiroshi', 'Ibrahim', 'Ines', 'Isabel', 'Ivan', 'Jana', 'Jasper', 'João', 'Jonas', 'Kalina', 'Katarzyna',
	'Kenji', 'Laila', 'Lars', 'Leila', 'Liam', 'Lucía', 'Maëlle', 'Magnus', 'Malik', 'Mariana', 'Mateo', 'Mei', 'Mila',
	'Nadia', 'Niamh', 'Nikolai', 'Noor', 'Olivia', 'Oskar', 'Paolo', 'Petra', 'Priya', 'Rafael', 'Renske', 'Rohan', 'Saoirse',
	'Selma', 'Sibusiso', 'Sofia', 'Sven', 'Tamar', 'Theo', 'Tomasz', 'Uma', 'Viktor', 'Wanjiru', 'Yara', 'Yusuf', 'Zoë',
] as const

export const familyNames = [
	'Abara', 'Acheampong', 'Adeyemi', 'Almeida', 'Andersen', 'Bakker', 'Banerjee', 'Baptiste', 'Becker', 'Bianchi', 'Castro',
	'Chen', 'Costa', 'Dahl', 'Demir', 'Dubois', 'Eriksson', 'Farkas', 'Fischer', 'Fontaine', 'García', 'Grant', 'Haddad',
	'Hansen', 'Hofmann', 'Horváth', 'Ito', 'Ivanova', 'Jansen', 'Kapoor', 'Kaya', 'Keller', 'Khalil', 'Kovač', 'Kowalska',
	'Larsen', 'Lindqvist', 'López', 'Mäkinen', 'Marchetti', 'Mbeki', 'Meyer', 'Moreau', 'Murphy', 'Nakamura', 'Ndiaye',
	'Novák', 'Nowak', 'Okafor', 'Olsen', 'Pereira', 'Petrov', 'Quinn', 'Ramos', 'Rossi', 'Sato', 'Schneider', 'Sharma',
	'Silva', 'Tanaka', 'Torres', 'Vargas', 'Virtanen', 'Vogel', 'Walsh', 'Weber', 'Wójcik', 'Yıldız', 'Zhang', 'Ziegler',
] as const
