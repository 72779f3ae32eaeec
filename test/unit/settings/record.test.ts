import { equal, ok, test, toHex } from "harness";
import { findSetting } from "settings/key";
import { decodeRecord, encodeRecord, FORMAT, isWhole, RECORD_MAX, readHeader } from "settings/record";

const ENTRIES = new Map([
	["mqtt.host", "broker.test"],
	["mqtt.password", "pä55 🌡"],
	["a.key.of.2030", "kept"],
	["device.name", ""],
]);

function encoded(entries: ReadonlyMap<string, string>, sequence = 7): Uint8Array {
	return encodeRecord(entries, sequence) ?? new Uint8Array(0);
}

test("a record is magic, format, sequence, length, entries and a checksum", () => {
	const bytes = encoded(new Map([["k", "v1"]]), 0x01020304);
	equal(toHex(bytes.subarray(0, 22)), "46465352010000000403020106000000" + "0102006b7631");
	equal(bytes.length, 26);
});

test("entries come back in their order, those of a key nobody knows too", () => {
	const bytes = encoded(ENTRIES);
	equal([...(decodeRecord(bytes) ?? [])], [...ENTRIES]);
	equal(readHeader(bytes), { sequence: 7, length: bytes.length, format: FORMAT, version: 0 });
});

test("a record has the version of the schema that wrote it in front of its sequence", () => {
	const bytes = encodeRecord(new Map([["k", "v"]]), 7, 0x0102) ?? new Uint8Array(0);
	equal(toHex(bytes.subarray(4, 12)), "0100020107000000");
	equal(readHeader(bytes)?.version, 0x0102);
	equal(decodeRecord(bytes)?.get("k"), "v");
});

test("no entries are a record as well", () => {
	equal([...(decodeRecord(encoded(new Map())) ?? [["none", ""]])], []);
});

test("a record cut short at any byte is not whole", () => {
	const bytes = encoded(ENTRIES);
	for (let length = 0; length < bytes.length; length++) ok(!isWhole(bytes.slice(0, length)), String(length));
});

test("a record with any bit turned is not whole", () => {
	const bytes = encoded(ENTRIES);
	for (let bit = 0; bit < bytes.length * 8; bit++) {
		bytes[bit >> 3] ^= 1 << (bit & 7);
		const format = bit >> 3 === 4 || bit >> 3 === 5;
		ok(!isWhole(bytes), `bit ${bit}${format ? " of the format" : ""}`);
		equal(decodeRecord(bytes), undefined);
		bytes[bit >> 3] ^= 1 << (bit & 7);
	}
});

test("what does not fit, or is no text, makes no record", () => {
	equal(encodeRecord(new Map([["k", "x".repeat(RECORD_MAX)]]), 1), undefined);
	equal(encodeRecord(new Map([["k".repeat(256), "x"]]), 1), undefined);
	equal(encodeRecord(new Map([["", "x"]]), 1), undefined);
	equal(encodeRecord(new Map([["k", "\ud800"]]), 1), undefined);
	ok(encodeRecord(new Map([["k", "x".repeat(RECORD_MAX - 24)]]), 1));
});

test("record: the longest mqtt.ca, mqtt.certificate and mqtt.key fit it together, with a broker, a network and a channel", () => {
	const most = (key: string): number => findSetting(key)?.setting.most ?? 0;
	const entries = new Map<string, string>();
	for (const key of ["mqtt.ca", "mqtt.certificate", "mqtt.key"]) entries.set(key, "x".repeat(most(key)));
	for (const [key, length] of [
		["mqtt.host", 64],
		["mqtt.clientId", 32],
		["net.wifi.1.ssid", 32],
		["net.wifi.1.password", 63],
		["sensor.air.model", 16],
		["channel.1.id", 12],
		["channel.1.field1", 32],
		["channel.1.field2", 32],
	] as const)
		entries.set(key, "x".repeat(length));
	ok(encodeRecord(entries, 1));
});
