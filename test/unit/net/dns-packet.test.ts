import { seeded } from "fakes/random";
import { equal, fromHex, ok, test, toHex } from "harness";
import { DNS_MAX, DnsVerdict, readDnsAnswer, writeDnsQuery } from "net/dns-packet";

function queryFor(host: string, id = 0xbeef): Uint8Array {
	const target = new Uint8Array(DNS_MAX);
	return target.subarray(0, writeDnsQuery(target, id, host));
}

/** As a server would answer `query`: its question again, then `records` (hexadecimal), of which there are `count`. */
function answerTo(query: Uint8Array, records: string, count = 1, flags = "8180"): Uint8Array {
	const answer = new Uint8Array([...query, ...fromHex(records)]);
	answer.set(fromHex(flags), 2);
	answer[7] = count;
	return answer;
}

const A_RECORD = "c00c 0001 0001 0000003c 0004 c0000201";
const CNAME = "c00c 0005 0001 0000003c 0006 0361 6c74 c012";

function read(answer: Uint8Array, query: Uint8Array): string | DnsVerdict {
	const address = new Uint8Array(4);
	const verdict = readDnsAnswer(answer, query, address);
	return verdict === DnsVerdict.Address ? address.join(".") : verdict;
}

test("DNS: a query asks for the A record of the name, recursion desired (RFC 1035 §4.1)", () => {
	equal(toHex(queryFor("a.bc")), "beef01000001000000000000" + "01610262630000010001");
});

test("DNS: a name that cannot be asked for makes no query", () => {
	for (const host of ["", "a..b", `${"x".repeat(64)}.test`, `${"long.".repeat(120)}test`])
		equal(queryFor(host).length, 0, host);
	ok(queryFor(`${"x".repeat(63)}.test`).length > 0);
});

test("DNS: the address is that of the first A record, behind any alias", () => {
	const query = queryFor("broker.test");
	equal(read(answerTo(query, A_RECORD), query), "192.0.2.1");
	equal(read(answerTo(query, CNAME + A_RECORD, 2), query), "192.0.2.1");
	equal(read(answerTo(queryFor("BROKER.test"), A_RECORD), query), "192.0.2.1", "case does not matter (RFC 4343)");
});

test("DNS: without a usable record there is no address", () => {
	const query = queryFor("broker.test");
	equal(read(answerTo(query, "", 0), query), DnsVerdict.NoAddress);
	equal(read(answerTo(query, "", 0, "8183"), query), DnsVerdict.NoAddress, "no such name");
	equal(read(answerTo(query, A_RECORD, 1, "8380"), query), DnsVerdict.NoAddress, "truncated");
	equal(read(answerTo(query, "c00c 001c 0001 0000003c 0010".padEnd(60, "0")), query), DnsVerdict.NoAddress, "AAAA");
});

test("DNS: what does not repeat identifier and question is no answer (RFC 5452 §9.1)", () => {
	const query = queryFor("broker.test");
	for (const foreign of [
		answerTo(queryFor("broker.test", 0xbeee), A_RECORD),
		answerTo(queryFor("brokes.test"), A_RECORD),
		answerTo(query, A_RECORD, 1, "0180"),
		query,
		new Uint8Array(0),
	])
		equal(read(foreign, query), DnsVerdict.Foreign);
});

test("DNS: an answer cut at any byte, or with any byte changed, is never more than refused", () => {
	const query = queryFor("broker.test");
	const answer = answerTo(query, CNAME + A_RECORD, 2);
	for (let length = 0; length < answer.length; length++) ok(typeof read(answer.slice(0, length), query) === "number");
	const random = seeded(3);
	for (let i = 0; i < 5_000; i++) {
		const bad = answer.slice();
		for (let n = 0; n < 3; n++) bad[Math.floor(random() * bad.length)] = random() * 256;
		read(bad, query);
	}
});
