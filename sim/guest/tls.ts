import { Command } from "../port";
import { post } from "./port";
import { type SocketOptions, StreamSocket } from "./socket";
import { encodeText, toBytes } from "./text";

type Certificate = string | ArrayBuffer | ArrayBufferView;

/** What of the SDK's `secure` options means something here. */
const KNOWN = ["protocolVersion", "verify", "cache", "serverName", "certificate"];

/** Options of the SDK's TLSSocket. `secure.certificate` holds the trusted roots: DER or PEM, one or several. */
export interface TlsOptions extends SocketOptions {
	readonly secure?: {
		readonly serverName?: string;
		readonly certificate?: Certificate | readonly Certificate[];
		readonly [option: string]: unknown;
	};
}

/** The SDK's "embedded:io/socket/tcp/tls". The PC's TLS does the work; there is no way to turn verification off. */
export default class TLSSocket extends StreamSocket {
	constructor(options: TlsOptions) {
		const { secure = {}, host, address } = options;
		// An option that is passed over might have been meant to make the connection safer.
		const unknown = Object.keys(secure).find((option) => !KNOWN.includes(option));
		if (unknown !== undefined)
			post(Command.Crash, 0, 0, encodeText(`the simulated TLS does not know secure.${unknown}`));
		const serverName = secure.serverName ?? host ?? address;
		if (typeof serverName !== "string" || serverName.length === 0) throw new Error("invalid host");
		super(options, { serverName, trusted: toRoots(secure.certificate) });
	}
}

function toRoots(given: Certificate | readonly Certificate[] | undefined): readonly Uint8Array[] {
	if (given === undefined) return [];
	const list = Array.isArray(given) ? (given as readonly Certificate[]) : [given as Certificate];
	return list.map((one) => (typeof one === "string" ? encodeText(one) : toBytes(one)));
}
