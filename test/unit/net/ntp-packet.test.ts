import { ntpAnswer } from "fakes/ntp";
import { seeded } from "fakes/random";
import { equal, fromHex, ok, test, toHex } from "harness";
import { checkNtpAnswer, NTP_LENGTH, NtpVerdict, ntpTimeOf, writeNtpRequest } from "net/ntp-packet";

function request(seed = 1): Uint8Array {
	const packet = new Uint8Array(NTP_LENGTH).fill(0xff);
	writeNtpRequest(packet, seeded(seed));
	return packet;
}

/** An answer whose receive and transmit timestamps are so many seconds since 1900 (in era `seconds / 2^32`). */
function answerAt(seconds: number): Uint8Array {
	const answer = ntpAnswer(request(), 0);
	const view = new DataView(answer.buffer);
	for (const at of [32, 40]) {
		view.setUint32(at, seconds);
		view.setUint32(at + 4, 0);
	}
	return answer;
}

test("NTP: a request is 48 bytes, version 4, client, and tells nothing but a number (RFC 5905 §7.3)", () => {
	const packet = request();
	equal(toHex(packet.subarray(0, 40)), `23${"00".repeat(39)}`);
	ok(packet.subarray(40).some((byte) => byte !== 0));
	ok(toHex(packet) !== toHex(request(2)), "another number each time");
	writeNtpRequest(packet, () => 0);
	equal(toHex(packet.subarray(40)), "0100000000000000", "never zero, which an answer to anything would repeat");
});

// RFC 5905 figure 4 gives dates with their era and seconds.
for (const [what, seconds, time] of [
	["1972-01-01, first day of UTC", 2_272_060_800, Date.UTC(1972, 0, 1)],
	["1999-12-31, last day of the 20th century", 3_155_587_200, Date.UTC(1999, 11, 31)],
	["2036-02-08, first day of era 1", 63_104, Date.UTC(2036, 1, 8)],
] as const) {
	test(`NTP: RFC 5905 figure 4: ${what}`, () => {
		// The figure counts from the first second of 2036-02-07 06:28:16; it says 63104 for the day after.
		equal(ntpTimeOf(answerAt(seconds), 0), time);
	});
}

test("NTP: a whole answer, byte by byte: LI 0, version 4, server, stratum 2", () => {
	const answer = fromHex(
		"24 02 06 e9 00000a00 00000b00 c0000201 eb000000 00000000 0123456789abcdef ed2f1a20 40000000 ed2f1a20 80000000",
	);
	const asked = new Uint8Array(NTP_LENGTH);
	asked.set(fromHex("0123456789abcdef"), 40);
	equal(checkNtpAnswer(answer, asked), NtpVerdict.Good);
	const sent = 0xed2f1a20 * 1_000 - 2_208_988_800_000 + 500;
	equal(ntpTimeOf(answer, 0), sent);
	equal(
		ntpTimeOf(answer, 1_250),
		sent + 500,
		"250 ms of the way were spent at the server, half of the rest is the way back",
	);
	equal(ntpTimeOf(answer, 100), sent + 50, "a server that says it held it for longer than the trip took");
});

test("NTP: only a server's answer that repeats the request's number is one", () => {
	const asked = request();
	equal(checkNtpAnswer(ntpAnswer(asked, 1e12), asked), NtpVerdict.Good);
	for (const foreign of [
		ntpAnswer(request(2), 1e12),
		ntpAnswer(asked, 1e12, { origin: new Uint8Array(8) }),
		ntpAnswer(asked, 1e12, { mode: 3 }),
		ntpAnswer(asked, 1e12, { mode: 5 }),
		ntpAnswer(asked, 1e12).slice(0, 47),
		new Uint8Array(0),
		asked,
	])
		equal(checkNtpAnswer(foreign, asked), NtpVerdict.Foreign);
});

test("NTP: who does not know the time is not believed: LI 3, stratum 16 and up, zero timestamps", () => {
	const asked = request();
	for (const faults of [{ leap: 3 }, { stratum: 16 }, { stratum: 255 }, { zero: true }])
		equal(checkNtpAnswer(ntpAnswer(asked, 1e12, faults), asked), NtpVerdict.Unsynchronised);
	for (const leap of [1, 2]) equal(checkNtpAnswer(ntpAnswer(asked, 1e12, { leap }), asked), NtpVerdict.Good);
});

test("NTP: stratum 0 is a kiss-o'-death, whatever else it says (RFC 5905 §7.4)", () => {
	const asked = request();
	for (const leap of [0, 3])
		equal(checkNtpAnswer(ntpAnswer(asked, 1e12, { stratum: 0, leap }), asked), NtpVerdict.KissOfDeath);
});
