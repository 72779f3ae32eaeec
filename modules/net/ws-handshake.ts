import { encodeBase64 } from "core/base64";
import { Failure } from "core/result";
import { sha1 } from "core/sha1";
import { toAscii, toUtf8 } from "core/utf8";

/** The longest answer that is read, and the longest of its lines that is looked at. */
export const ANSWER_MAX = 8_192;
const LINE_MAX = 512;
const KEY_LENGTH = 16;
/** What a server appends to the key (RFC 6455 §1.3). */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const SWITCHING = 101;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** What the request is made of. */
export interface UpgradeOptions {
	readonly host: string;
	readonly port: number;
	/** The port that goes without saying: 80, or with TLS 443. */
	readonly usualPort: number;
	/** Printable ASCII, begins with a slash. */
	readonly path: string;
	/** In Base64. */
	readonly key: string;
}

/** A fresh Sec-WebSocket-Key: 16 random bytes in Base64 (RFC 6455 §4.1). `random`: numbers in [0, 1), hard to guess. */
export function makeKey(random: () => number): string {
	const bytes = new Uint8Array(KEY_LENGTH);
	for (let i = 0; i < KEY_LENGTH; i++) bytes[i] = Math.floor(random() * 256);
	return textOf(encodeBase64(bytes));
}

/** The Sec-WebSocket-Accept that belongs to a key (RFC 6455 §4.2.2). */
export function acceptOf(key: string): string {
	return textOf(encodeBase64(sha1(toUtf8(key + GUID) ?? new Uint8Array(0))));
}

/** The client's opening handshake (RFC 6455 §4.1), with the subprotocol that MQTT wants [MQTT-6.0.0-3]. */
export function upgradeRequest({ host, port, usualPort, path, key }: UpgradeOptions): Uint8Array {
	const lines = [
		`GET ${path} HTTP/1.1`,
		`Host: ${port === usualPort ? host : `${host}:${port}`}`,
		"Upgrade: websocket",
		"Connection: Upgrade",
		`Sec-WebSocket-Key: ${key}`,
		"Sec-WebSocket-Version: 13",
		"Sec-WebSocket-Protocol: mqtt",
	];
	return toUtf8(`${lines.join("\r\n")}\r\n\r\n`) ?? new Uint8Array(0);
}

/** What `UpgradeReader.take` came to. */
export const enum Upgrade {
	More = 0,
	/** The WebSocket is open: what follows are frames. */
	Done = 1,
	/** It is not: `failure` says why. */
	Failed = 2,
}

/** Reads the server's answer, byte by byte and in constant memory, and takes it only if all of it is right (RFC 6455 §4.1). */
export class UpgradeReader {
	/** HTTP's status code; 0 while there is none. */
	status = 0;
	failure: Failure = Failure.None;
	private readonly accept: string;
	private readonly line = new Uint8Array(LINE_MAX);
	private length = 0;
	private total = 0;
	private upgrade = false;
	private connection = false;
	/** Sec-WebSocket-Accept and Sec-WebSocket-Protocol; undefined while they have not come. */
	private accepted: string | undefined;
	private protocol: string | undefined;
	/** A header that may come once came twice, or an extension that we did not ask for. */
	private wrong = false;

	/** `accept`: what the server must answer to our key. */
	constructor(accept: string) {
		this.accept = accept;
	}

	/** The next byte. Behind Done and Failed there is no next. */
	take(byte: number): Upgrade {
		if (++this.total > ANSWER_MAX) return this.fail(Failure.NotWebSocket);
		if (byte !== LINE_FEED) {
			if (this.length < LINE_MAX) this.line[this.length++] = byte; // a longer line is none that we need whole
			return Upgrade.More;
		}
		const cut = this.length === LINE_MAX;
		if (this.length > 0 && this.line[this.length - 1] === CARRIAGE_RETURN) this.length--;
		const line = toAscii(this.line, 0, this.length);
		this.length = 0;
		if (this.status === 0) return this.statusLine(line);
		if (line === "") return this.judge();
		if (!cut) this.header(line);
		return Upgrade.More;
	}

	private statusLine(line: string): Upgrade {
		const status = Number(line.slice(9, 12));
		const isHttp = line.startsWith("HTTP/1.") && line.charAt(8) === " " && status >= 100 && status <= 999;
		if (!isHttp) return this.fail(Failure.NotWebSocket);
		this.status = status;
		return status === SWITCHING ? Upgrade.More : this.fail(Failure.HttpStatus);
	}

	private header(line: string): void {
		const colon = line.indexOf(":");
		const value = line.slice(colon + 1).trim();
		switch (line.slice(0, Math.max(0, colon)).toLowerCase()) {
			case "upgrade":
				this.upgrade = value.toLowerCase() === "websocket";
				break;
			case "connection":
				this.connection ||= value.split(",").some((token) => token.trim().toLowerCase() === "upgrade");
				break;
			case "sec-websocket-accept":
				this.wrong ||= this.accepted !== undefined;
				this.accepted = value;
				break;
			case "sec-websocket-protocol":
				this.wrong ||= this.protocol !== undefined;
				this.protocol = value;
				break;
			case "sec-websocket-extensions":
				this.wrong ||= value !== "";
				break;
			default:
		}
	}

	private judge(): Upgrade {
		const isWebSocket = this.upgrade && this.connection && !this.wrong && this.accepted === this.accept;
		if (!isWebSocket) return this.fail(Failure.NotWebSocket);
		return this.protocol === "mqtt" ? Upgrade.Done : this.fail(Failure.Subprotocol); // [MQTT-6.0.0-4]
	}

	private fail(failure: Failure): Upgrade {
		this.failure = failure;
		return Upgrade.Failed;
	}
}

function textOf(ascii: Uint8Array): string {
	return toAscii(ascii, 0, ascii.length);
}
