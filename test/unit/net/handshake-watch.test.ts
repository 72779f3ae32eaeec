import { Failure } from "core/result";
import { equal, test } from "harness";
import { HandshakeWatch } from "net/handshake-watch";
import { TlsFailure } from "net/tls-failure";

const ECDHE_ECDSA = 0xc02b;
const DHE_RSA = 0x009e;
const RSA = 0x002f;

type Bytes = readonly number[];

function record(content: number, body: Bytes): Bytes {
	return [content, 3, 3, body.length >> 8, body.length & 0xff, ...body];
}

function message(type: number, body: Bytes): Bytes {
	return [type, 0, body.length >> 8, body.length & 0xff, ...body];
}

function zeros(count: number): Bytes {
	return new Array<number>(count).fill(0);
}

function hello(suite: number, version = 0x0303, session = 32): Bytes {
	return message(2, [
		version >> 8,
		version & 0xff,
		...zeros(32),
		session,
		...zeros(session),
		suite >> 8,
		suite & 0xff,
		0,
	]);
}

const SIGNATURE: Bytes = [0, 8, ...zeros(8)];
const certificate = message(11, zeros(900));
const done = message(14, []);
const change = record(20, [1]);
const finished = record(22, zeros(40));

function curveExchange(hash: number, signature: number, rest: Bytes = SIGNATURE): Bytes {
	return message(12, [3, 0, 23, 65, ...zeros(65), hash, signature, ...rest]);
}

const finiteExchange = message(12, [0, 4, ...zeros(4), 0, 1, 2, 0, 4, ...zeros(4), 4, 1, ...SIGNATURE]);
const request = message(13, zeros(8));

/** The failure that the watch throws, or None; the bytes come one by one and all at once, with the same outcome. */
function outcome(...records: readonly Bytes[]): Failure {
	const bytes = Uint8Array.from(records.flat());
	const whole = attempt(bytes, bytes.length);
	for (const step of [1, 5, 7]) equal(attempt(bytes, step), whole, `cut each ${step} bytes`);
	return whole;
}

function attempt(bytes: Uint8Array, step: number): Failure {
	const watch = new HandshakeWatch();
	try {
		for (let at = 0; at < bytes.length; at += step) watch.take(bytes.subarray(at, at + step));
		return Failure.None;
	} catch (error) {
		if (!(error instanceof TlsFailure)) throw error;
		return error.failure;
	}
}

test("handshake: every regular one passes, in one record or one each (RFC 5246 §7.3)", () => {
	const signed = curveExchange(4, 3);
	equal(
		outcome(record(22, [...hello(ECDHE_ECDSA), ...certificate, ...signed, ...done]), change, finished),
		Failure.None,
	);
	const apart = [hello(ECDHE_ECDSA, 0x0303, 0), certificate, signed, request, done].map((one) => record(22, one));
	equal(outcome(...apart, change, finished), Failure.None);
	const finite = [hello(DHE_RSA), certificate, finiteExchange, done].map((one) => record(22, one));
	equal(outcome(...finite, change, finished), Failure.None);
	equal(outcome(record(22, [...hello(RSA), ...certificate, ...done]), change, finished), Failure.None);
});

test("handshake: behind it nothing is looked at, an alert neither", () => {
	const regular = [record(22, [...hello(RSA), ...certificate, ...done]), change, finished];
	equal(outcome(...regular, record(23, zeros(50)), record(21, zeros(26))), Failure.None);
});

test("handshake: an alert in the clear ends it, close_notify too", () => {
	for (const level of [1, 2]) equal(outcome(record(21, [level, 0])), Failure.Tls);
	equal(outcome(record(22, hello(ECDHE_ECDSA)), record(21, [1, 0])), Failure.Tls);
});

test("handshake: another version than TLS 1.2 ends it", () => {
	for (const version of [0x0300, 0x0301, 0x0302, 0x0304]) equal(outcome(record(22, hello(RSA, version))), Failure.Tls);
});

test("handshake: no message may be left out or come twice", () => {
	const [first, signed] = [hello(ECDHE_ECDSA), curveExchange(4, 3)];
	const wrong: readonly (readonly Bytes[])[] = [
		[certificate],
		[first, signed],
		[first, certificate, done],
		[first, certificate, certificate],
		[first, certificate, signed, signed],
		[first, first],
		[first, certificate, signed, request, request],
		[hello(RSA), certificate, signed],
	];
	for (const messages of wrong) equal(outcome(record(22, messages.flat())), Failure.Tls);
});

test("handshake: ChangeCipherSpec comes behind ServerHelloDone and nowhere else", () => {
	equal(outcome(change), Failure.Tls);
	equal(outcome(record(22, hello(ECDHE_ECDSA)), change), Failure.Tls);
	equal(outcome(record(22, [...hello(RSA), ...certificate, ...done]), finished), Failure.Tls);
	equal(outcome(record(22, [...hello(RSA), ...certificate, ...done]), record(20, [2])), Failure.Tls);
	equal(outcome(record(22, [...hello(RSA), ...certificate, ...done]), change, record(23, zeros(40))), Failure.Tls);
});

test("handshake: application data before its end is refused", () => {
	equal(outcome(record(23, zeros(4))), Failure.Tls);
});

test("handshake: parameters of the key exchange must be signed, over SHA-256 (RFC 5246 §7.4.3)", () => {
	const begin = [...hello(ECDHE_ECDSA), ...certificate];
	const wrong = [
		[0, 0],
		[0, 3],
		[4, 0],
		[2, 3],
		[4, 2],
	];
	for (const [hash, signature] of wrong)
		equal(outcome(record(22, [...begin, ...curveExchange(hash, signature)])), Failure.Tls, `${hash}, ${signature}`);
	for (const rest of [[], [0, 0], [0, 9, ...zeros(8)], [0, 7, ...zeros(8)]])
		equal(outcome(record(22, [...begin, ...curveExchange(4, 3, rest)])), Failure.Tls);
});

test("handshake: a message too long to be one is refused before it is kept", () => {
	equal(outcome(record(22, [2, 0xff, 0xff, 0xff])), Failure.Tls);
});

test("handshake watch: certificates of more than 16 KB are refused before they are kept", () => {
	const head = [22, 3, 3, 0x3f, 0, 11, 0, 0x40, 1]; // a record, and in it a Certificate message of 16,385 bytes
	equal(outcome(record(22, hello(ECDHE_ECDSA)), head), Failure.Tls);
});
