import { DECIMALS_MAX, writeDecimal } from "core/decimal";
import { withNibble } from "core/nibbles";
import { toAscii } from "core/utf8";
import { seeded } from "fakes/random";
import { written } from "fakes/room";
import { ChannelFeed, FIELDS, Update } from "feed/payload";
import { equal, test } from "harness";

/** What field1 says, with room for all fields, so that a short number is written in place. */
function inPlace(value: number, decimals: number): string {
	const made = new Update();
	made.clear();
	made.values[0] = value;
	made.digits = decimals;
	const target = new Uint8Array(512);
	const end = new ChannelFeed(made).encode(target, 9);
	return end < 0 ? "" : toAscii(target, 9 + "field1=".length, end);
}

/** As core/decimal has it. */
function expected(value: number, decimals: number): string {
	const target = new Uint8Array(32);
	const end = writeDecimal(target, 0, value, decimals);
	return end < 0 ? "" : toAscii(target, 0, end);
}

function same(value: number): void {
	for (let decimals = 0; decimals <= DECIMALS_MAX; decimals++)
		equal(inPlace(value, decimals), expected(value, decimals), `${value} with ${decimals}`);
}

test("channel feed: a number is written as core/decimal has it, on both sides of each place more", () => {
	for (const near of [
		0, 0.05, 1, 9.995, 10, 99.995, 100, 999.995, 1_000, 2_146.999_999_5, 2_147, 2_147.483_647, 9_999.995, 1e5,
	]) {
		const step = Math.max(near, 1) * Number.EPSILON;
		for (const value of [near - step, near, near + step, near - 0.005, near + 0.005]) {
			same(value);
			same(-value);
		}
	}
});

test("channel feed: the double below a half is rounded to 0, as are the least ones; a zero has no minus", () => {
	for (const value of [0.499_999_999_999_999_94, 0.004_999_999_999_999_999, Number.MIN_VALUE, 0, -0, -0.004])
		same(value);
	equal([inPlace(0.499_999_999_999_999_94, 0), inPlace(-0, 2)], ["0", "0.00"]);
});

test("channel feed: random numbers, half of them near where rounding turns, are as core/decimal has them", () => {
	const random = seeded(11);
	for (let i = 0; i < 1_000; i++) {
		const power = 10 ** Math.floor(random() * 5);
		same(random() * power);
		same((Math.floor(random() * 20_000) + 0.5) / power);
	}
});

test("channel feed: decimals of one field are not another's", () => {
	const made = new Update();
	for (let field = 0; field < FIELDS; field++) {
		made.values[field] = 100.25;
		made.digits = withNibble(made.digits, field, (field * 3) % 4);
	}
	const feed = new ChannelFeed(made);
	equal(
		written((target, at) => feed.encode(target, at)),
		"field1=100&field2=100.250&field3=100.25&field4=100.3&field5=100&field6=100.250&field7=100.25&field8=100.3",
	);
});

test("channel feed: encodes into whichever buffer it is given, and into a view of one", () => {
	const made = new Update();
	made.clear();
	made.values[0] = 21.5;
	const feed = new ChannelFeed(made);
	const one = new Uint8Array(300);
	const other = new Uint8Array(600);
	const view = other.subarray(280);
	const ends = [feed.encode(one, 3), feed.encode(view, 5), feed.encode(one, 40)];
	equal(ends, [12, 14, 49]);
	equal([one[10], other[292], one[47]], [0x32, 0x32, 0x32]);
	equal(
		[...other.subarray(0, 285)].some((byte) => byte !== 0),
		false,
	);
});
