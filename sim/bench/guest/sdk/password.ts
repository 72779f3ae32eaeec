import type { PasswordCrypto } from "settings/password/password";

/** "settings/password/native": nobody sets a password here. */
const crypto: PasswordCrypto = Object.freeze({ stretch: () => false, random: () => false });

export default crypto;
