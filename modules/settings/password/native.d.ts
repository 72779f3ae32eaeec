import type { PasswordCrypto } from "settings/password/password";

/** In C, on the platform's mbedTLS. Not on a PC without the SDK. */
declare const crypto: PasswordCrypto;
export default crypto;
