import { packNibbles } from "core/nibbles";
import { fitsExactly, written } from "fakes/room";
import { statusOf } from "fakes/status";
import { FieldFeed, Update } from "feed/payload";
import { equal, test } from "harness";

function feedOf(values: readonly number[], digits: readonly number[]): FieldFeed {
	const update = new Update();
	update.clear();
	update.values.splice(0, values.length, ...values);
	update.digits = packNibbles(digits);
	update.status = statusOf(0x61);
	update.time = Date.UTC(2026, 10, 22);
	return new FieldFeed(update);
}

test("field feed: the bare value of its field with its decimals, without name, status or time", () => {
	const feed = feedOf([21.37, -5, 8], [2, 0, 1]);
	for (const [field, text] of [
		[0, "21.37"],
		[1, "-5"],
		[2, "8.0"],
	] as const) {
		feed.field = field;
		equal(
			written((target, at) => feed.encode(target, at)),
			text,
		);
	}
});

test("field feed: without a finite value, or one with exact digits, it does not encode", () => {
	const feed = feedOf([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300], [1, 1, 1, 1]);
	for (let field = 0; field < 8; field++) {
		feed.field = field;
		equal(feed.encode(new Uint8Array(64), 3), -1);
	}
});

test("field feed: fits exactly or is -1, at every length", () => {
	const feed = feedOf([-21.375], [3]);
	fitsExactly("-21.375", (target, at) => feed.encode(target, at));
});
