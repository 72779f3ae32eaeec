import { FeedScanner, Scan } from "feed/inbound";
import { equal, test } from "harness";

/** The bytes of ASCII text. */
function bytesOf(text: string): Uint8Array {
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** What a scan for field1 comes to: verdict, entry_id, the field's text. */
function scan(text: string, field = 1): readonly [Scan, number, string | undefined] {
	const scanner = new FeedScanner();
	const bytes = bytesOf(text);
	const verdict = scanner.scan(bytes, 0, bytes.length, field);
	return [verdict, scanner.entry, scanner.from < 0 ? undefined : text.slice(scanner.from, scanner.to)];
}

test("channel feed: ThingSpeak's JSON gives entry_id and the wanted field", () => {
	const feed =
		'{"channel_id":1417,"created_at":"2026-11-22T10:00:00Z","entry_id":123,"field1":"60","field2":"21.50","field3":null,' +
		'"field4":null,"latitude":null,"longitude":null,"elevation":null,"status":"all \\"well\\""}';
	equal(scan(feed, 1), [Scan.Whole, 123, "60"]);
	equal(scan(feed, 2), [Scan.Whole, 123, "21.50"]);
	equal(scan(feed, 3), [Scan.Whole, 123, undefined], "null");
	equal(scan(feed, 8), [Scan.Whole, 123, undefined], "not there");
	equal(scan(feed, 0), [Scan.Whole, 123, undefined], "none is wanted");
});

test("channel feed: values may be numbers, members come in any order, unknown ones are passed over, and whitespace does not matter", () => {
	equal(scan(' { "field1" : 60.5 , "extra" : true , "entry_id" : "7" } \r\n'), [Scan.Whole, 7, "60.5"]);
	equal(scan('{"field10":"a","field":"b","entry_id":7,"xfield1":"c"}'), [Scan.Whole, 7, undefined]);
	equal(scan("{}"), [Scan.Whole, 0, undefined]);
});

test("channel feed: a name or brace inside a string is only text", () => {
	equal(scan('{"status":"\\"entry_id\\":9,{[","entry_id":8}'), [Scan.Whole, 8, undefined]);
	equal(scan('{"entry\\u005fid":9,"entry_id":8}'), [Scan.Whole, 8, undefined], "an escaped name is not looked into");
});

test("channel feed: an entry_id that is none counts as missing", () => {
	for (const id of ["0", "-1", "1.5", "4294967296", '"x"', "null", "true", "1e3"])
		equal(scan(`{"entry_id":${id}}`), [Scan.Whole, 0, undefined], id);
	equal(scan('{"entry_id":4294967295}'), [Scan.Whole, 4_294_967_295, undefined]);
});

for (const text of [
	"60",
	"[]",
	'{"entry_id":7,"field1":{"a":1}}',
	'{"entry_id":7,"field1":[1]}',
	'{"entry_id":7,"field1":"60"} x',
	'{"entry_id":7,"entry_id":8}',
	'{"entry_id":7,"field1":1,"field1":2}',
	'{"entry_id":7,,}',
	"{entry_id:7}",
	'{"entry_id" 7}',
	'{"entry_id":07}',
	'{"entry_id":7,"field1":nul}',
	'{"entry_id":7,"field1":1.}',
	'{"entry_id":7,"field1":"\\x"}',
	'{"entry_id":7,"field1":"\\u12g4"}',
	'{"entry_id":7,"field1":"\n"}',
	'{"entry_id":7,}',
])
	test(`channel feed: ${JSON.stringify(text)} is refused whole`, () => equal(scan(text), [Scan.Broken, 0, undefined]));

test("channel feed: a message that was cut gives what stood whole in front of the cut, and no half of a value", () => {
	const feed = '{"entry_id":123,"field1":"60","field2":"215"}';
	for (let length = 0; length < feed.length; length++) {
		const [verdict, entry, value] = scan(feed.slice(0, length));
		equal(verdict, Scan.Short, `${length}`);
		equal(entry, length > '{"entry_id":123'.length ? 123 : 0, `${length}`);
		equal(value, length >= '{"entry_id":123,"field1":"60"'.length ? "60" : undefined, `${length}`);
	}
});

test("channel feed: created_at gives its time, wherever it stands; one that is no time counts as missing, and twice is refused", () => {
	const scanner = new FeedScanner();
	const timeOf = (text: string): readonly [Scan, number] => {
		const bytes = bytesOf(text);
		return [scanner.scan(bytes, 0, bytes.length, 0), scanner.time];
	};
	const time = Date.UTC(2026, 10, 22, 10);
	equal(timeOf('{"channel_id":1,"created_at":"2026-11-22T10:00:00Z","entry_id":1}'), [Scan.Whole, time]);
	equal(timeOf('{"entry_id":1,"created_at":"2026-11-22T10:00:00Z"'), [Scan.Short, time]);
	equal(timeOf('{"entry_id":1,"created_at":"2026-11-22T10:00:0'), [Scan.Short, 0]);
	for (const wrong of ['"soon"', "null", "1795341600", '"2026-02-30T10:00:00Z"', '"1970-01-01T00:00:00Z"'])
		equal(timeOf(`{"created_at":${wrong}}`), [Scan.Whole, 0], wrong);
	equal(timeOf('{"created_at":"2026-11-22T10:00:00Z","created_at":"2026-11-22T10:00:01Z"}'), [Scan.Broken, 0]);
	equal(timeOf('{"created_at":"2026-11-22T10:00:00Z"} x'), [Scan.Broken, 0]);
	equal(timeOf("{}"), [Scan.Whole, 0], "of the scan before nothing is left");
});
