import { Failure } from "core/result";
import { toAscii, toUtf8 } from "core/utf8";
import { seeded } from "fakes/random";
import { equal, ok, test } from "harness";
import { ANSWER_MAX, acceptOf, makeKey, Upgrade, UpgradeReader, upgradeRequest } from "net/ws-handshake";

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
const GOOD = [
	"HTTP/1.1 101 Switching Protocols",
	"Upgrade: websocket",
	"Connection: Upgrade",
	`Sec-WebSocket-Accept: ${ACCEPT}`,
	"Sec-WebSocket-Protocol: mqtt",
	"",
	"",
];

/** What an answer comes to, and how much of it was taken. */
function read(text: string): { verdict: Upgrade; failure: Failure; status: number; taken: number } {
	const reader = new UpgradeReader(ACCEPT);
	const bytes = toUtf8(text) ?? new Uint8Array(0);
	let verdict = Upgrade.More;
	let taken = 0;
	while (taken < bytes.length && verdict === Upgrade.More) verdict = reader.take(bytes[taken++]);
	return { verdict, failure: reader.failure, status: reader.status, taken };
}

/** The failure of the good answer with one line changed; undefined: left out. */
function failureOf(line: number, ...to: string[]): Failure {
	const lines = [...GOOD];
	lines.splice(line, 1, ...to);
	const { verdict, failure } = read(lines.join("\r\n"));
	equal(verdict === Upgrade.Done, failure === Failure.None);
	return failure;
}

/** RFC 6455 §1.3. */
test("websocket handshake: the accept key of RFC 6455's example", () => {
	equal(acceptOf(KEY), ACCEPT);
});

test("websocket handshake: a key is 16 random bytes in Base64, fresh each time", () => {
	const random = seeded(7);
	const keys = [makeKey(random), makeKey(random)];
	ok(keys.every((key) => key.length === 24 && key.endsWith("==")));
	ok(keys[0] !== keys[1]);
	equal(
		makeKey(() => 0),
		"AAAAAAAAAAAAAAAAAAAAAA==",
	);
	equal(
		makeKey(() => 0.9999999),
		"/////////////////////w==",
	);
});

test("websocket handshake: the request has all that RFC 6455 §4.1 wants, and the subprotocol mqtt [MQTT-6.0.0-3]", () => {
	const request = upgradeRequest({ host: "broker.test", port: 443, usualPort: 443, path: "/mqtt", key: KEY });
	equal(toAscii(request, 0, request.length).split("??"), [
		"GET /mqtt HTTP/1.1",
		"Host: broker.test",
		"Upgrade: websocket",
		"Connection: Upgrade",
		`Sec-WebSocket-Key: ${KEY}`,
		"Sec-WebSocket-Version: 13",
		"Sec-WebSocket-Protocol: mqtt",
		"",
		"",
	]);
	equal([request[request.length - 2], request[request.length - 1]], [13, 10]);
});

test("websocket handshake: a port that is not the usual one stands behind the host (RFC 6455 §4.1)", () => {
	const request = upgradeRequest({ host: "b.test", port: 8080, usualPort: 80, path: "/", key: KEY });
	ok(toAscii(request, 0, request.length).includes("??Host: b.test:8080??"));
});

test("websocket handshake: the answer ends at the empty line; what follows is not its own", () => {
	const text = GOOD.join("\r\n");
	equal(read(`${text}\x02more`), { verdict: Upgrade.Done, failure: 0, status: 101, taken: text.length });
	equal(read(GOOD.join("\n")).verdict, Upgrade.Done, "a line may end in LF alone (RFC 9112 §2.2)");
	equal(read(text.slice(0, -1)).verdict, Upgrade.More);
});

test("websocket handshake: names and tokens without regard to case, lists, other headers", () => {
	equal(failureOf(1, "UPGRADE:  WebSocket "), Failure.None);
	equal(failureOf(2, "connection: keep-alive, UPGRADE"), Failure.None);
	equal(failureOf(2, "Connection: keep-alive", "Connection: upgrade"), Failure.None);
	equal(failureOf(4, "Sec-WebSocket-Protocol:mqtt", "Server: x", `Set-Cookie: ${"y".repeat(3_000)}`), Failure.None);
	equal(failureOf(4, "Sec-WebSocket-Protocol: mqtt", "Sec-WebSocket-Extensions:"), Failure.None);
	equal(failureOf(0, "HTTP/1.1 101"), Failure.None);
});

test("websocket handshake: what is missing or wrong is refused (RFC 6455 §4.1)", () => {
	const bad: readonly [number, ...string[]][] = [
		[1],
		[1, "Upgrade: h2c"],
		[1, "Upgrade: websocket2"],
		[2],
		[2, "Connection: close"],
		[2, "Connection: upgrades"],
		[3],
		[3, "Sec-WebSocket-Accept: "],
		[3, `Sec-WebSocket-Accept: ${ACCEPT.toLowerCase()}`],
		[3, `Sec-WebSocket-Accept: ${ACCEPT}`, `Sec-WebSocket-Accept: ${ACCEPT}`],
		[3, `Sec-WebSocket-Accept : ${ACCEPT}`],
		[4, "Sec-WebSocket-Protocol: mqtt", "Sec-WebSocket-Protocol: mqtt"],
		[4, "Sec-WebSocket-Protocol: mqtt", "Sec-WebSocket-Extensions: permessage-deflate"],
		[0, "SSH-2.0-OpenSSH"],
		[0, "HTTP/1.1101 x"],
		[0, "HTTP/1.1 abc"],
		[0, "HTTP/2 101"],
		[0, ""],
	];
	for (const [line, ...to] of bad) equal(failureOf(line, ...to), Failure.NotWebSocket, to.join());
});

test("websocket handshake: a server that does not choose mqtt is not MQTT's [MQTT-6.0.0-4]", () => {
	equal(failureOf(4), Failure.Subprotocol);
	for (const name of ["mqttv3.1", "MQTT", "chat", "mqtt, chat", ""])
		equal(failureOf(4, `Sec-WebSocket-Protocol: ${name}`), Failure.Subprotocol, name);
});

test("websocket handshake: another status is a refusal, at the end of its line", () => {
	for (const status of [200, 301, 400, 401, 403, 404, 426, 503]) {
		const { verdict, failure, status: seen } = read(`HTTP/1.1 ${status} x\r\n`);
		equal([verdict, failure, seen], [Upgrade.Failed, Failure.HttpStatus, status]);
	}
	equal(read("HTTP/1.0 404 Not Found\n").status, 404);
});

test("websocket handshake: an answer without end is given up", () => {
	equal(read("x".repeat(ANSWER_MAX)).verdict, Upgrade.More);
	equal(read("x".repeat(ANSWER_MAX + 1)).failure, Failure.NotWebSocket);
	equal(read(`HTTP/1.1 101 x\r\n${"a: b\r\n".repeat(2_000)}`).failure, Failure.NotWebSocket);
});

test("websocket handshake: a relevant line that is too long counts as not there", () => {
	equal(failureOf(3, `Sec-WebSocket-Accept: ${ACCEPT}${" ".repeat(600)}`), Failure.NotWebSocket);
});
