import { Failure } from "core/result";
import { type FaultKind, lasting } from "./fault-kind";
import type { World } from "./world";

const YEAR_MS = 31_557_600_000;

/** The verdicts on the server's certificate, whatever the board's clock says. */
const VERDICTS: readonly (readonly [name: string, verdict: Failure, what: string])[] = [
	["tls-signature", Failure.Tls, "a signature in the certificate chain is wrong, or the handshake is broken"],
	["tls-untrusted", Failure.TlsUntrusted, "the certificate chain leads to no trusted root, or is incomplete"],
	["tls-host", Failure.TlsWrongHost, "the certificate is for another host"],
	["tls-alert", Failure.TlsAlert, "the server ends the handshake with an alert"],
	["tls-version", Failure.TlsVersion, "the server speaks no common version of TLS"],
	["tls-memory", Failure.TlsMemory, "there is no memory for TLS"],
];

/** Kinds of TLS. Each begins with a closed connection, since only a new one is verified. */
export const TLS_FAULTS: readonly FaultKind[] = [
	lasting("tls-stalls", "network.tlsStalls", "the TLS handshake gets no end", {
		set: ({ network }) => {
			network.tlsStalls = true;
		},
		clear: ({ network }) => {
			network.tlsStalls = false;
		},
		act: drop,
	}),
	...VERDICTS.map(([name, verdict, what]) =>
		lasting(name, `network.tlsVerdict.${verdict}`, what, {
			group: "verdict",
			set: ({ network }) => {
				network.tlsVerdict = verdict;
			},
			clear: ({ network }) => {
				network.tlsVerdict = Failure.None;
			},
			act: drop,
		}),
	),
	lasting("tls-expired", "broker.notAfter", "the certificate has expired", {
		set: ({ broker, startTime }) => {
			broker.notAfter = startTime - YEAR_MS;
		},
		clear: ({ broker }) => {
			broker.notAfter = Number.POSITIVE_INFINITY;
		},
		act: drop,
	}),
	lasting("tls-early", "broker.notBefore", "the certificate is not valid yet", {
		set: ({ broker, startTime }) => {
			broker.notBefore = startTime + 40 * YEAR_MS;
		},
		clear: ({ broker }) => {
			broker.notBefore = 0;
		},
		act: drop,
	}),
];

function drop({ broker }: World): void {
	broker.drop(true);
}
