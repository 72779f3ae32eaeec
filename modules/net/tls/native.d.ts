import type { Core } from "net/tls/core";

/** The core in C. Not on a PC without the SDK. */
declare const TlsCore: new () => Core;
export default TlsCore;
