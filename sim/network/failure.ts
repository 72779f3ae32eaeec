import { Failure } from "core/result";

/** Node's error codes (and OpenSSL's, as Node names them) in the firmware's terms. */
const FAILURES: Readonly<Record<string, Failure>> = {
	CERT_HAS_EXPIRED: Failure.TlsExpired,
	CERT_NOT_YET_VALID: Failure.TlsNotYetValid,
	ERR_TLS_CERT_ALTNAME_INVALID: Failure.TlsWrongHost,
	HOSTNAME_MISMATCH: Failure.TlsWrongHost,
	DEPTH_ZERO_SELF_SIGNED_CERT: Failure.TlsUntrusted,
	SELF_SIGNED_CERT_IN_CHAIN: Failure.TlsUntrusted,
	UNABLE_TO_GET_ISSUER_CERT: Failure.TlsUntrusted,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: Failure.TlsUntrusted,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: Failure.TlsUntrusted,
	CERT_SIGNATURE_FAILURE: Failure.TlsUntrusted,
	CERT_UNTRUSTED: Failure.TlsUntrusted,
	CERT_REJECTED: Failure.TlsUntrusted,
	CERT_REVOKED: Failure.TlsUntrusted,
	CERT_CHAIN_TOO_LONG: Failure.TlsUntrusted,
	INVALID_CA: Failure.TlsUntrusted,
	INVALID_PURPOSE: Failure.TlsUntrusted,
	PATH_LENGTH_EXCEEDED: Failure.TlsUntrusted,
	// Node's word for each verdict of OpenSSL on a chain that it has no name for, such as a signer that may not sign.
	UNSPECIFIED: Failure.TlsUntrusted,
	ECONNREFUSED: Failure.Unreachable,
	EHOSTUNREACH: Failure.Unreachable,
	EHOSTDOWN: Failure.Unreachable,
	ENETUNREACH: Failure.Unreachable,
	ENETDOWN: Failure.Unreachable,
	EADDRNOTAVAIL: Failure.Unreachable,
	ENOTFOUND: Failure.Resolve,
	EAI_AGAIN: Failure.Resolve,
	ECONNRESET: Failure.Closed,
	EPIPE: Failure.Closed,
	EPROTO: Failure.Tls,
	ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: Failure.TlsClientRefused,
	ERR_SSL_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE: Failure.TlsClientRefused,
	ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED: Failure.TlsClientRefused,
	ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: Failure.TlsClientRefused,
	ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN: Failure.TlsClientRefused,
	ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: Failure.TlsClientRefused,
	ERR_SSL_TLSV1_ALERT_ACCESS_DENIED: Failure.TlsClientRefused,
	ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: Failure.TlsClientRefused,
	ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: Failure.TlsVersion,
	ERR_SSL_UNSUPPORTED_PROTOCOL: Failure.TlsVersion,
};

/** OpenSSL's names for alerts that came from the server. */
const ALERT = /^ERR_SSL_(SSLV3|TLSV1|TLSV13)_ALERT_/;

/** Why a connection failed. `opened`: it had been open before; a timeout then is a loss, and otherwise nobody answered. */
export function toFailure(error: NodeJS.ErrnoException, opened: boolean): Failure {
	const code = error.code ?? "";
	if (code === "ETIMEDOUT") return opened ? Failure.Closed : Failure.Unreachable;
	const known = FAILURES[code];
	if (known !== undefined) return known;
	if (ALERT.test(code)) return Failure.TlsAlert;
	if (code.startsWith("ERR_SSL") || code.startsWith("ERR_TLS") || code.startsWith("ERR_OSSL")) return Failure.Tls;
	return opened ? Failure.Closed : Failure.Unreachable;
}
