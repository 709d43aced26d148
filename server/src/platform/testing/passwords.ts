/** Passwords of the program's roles on the tests' own server. */
export const testPasswords = { app: 'app', worker: 'worker', signIn: 'sign-in' }
