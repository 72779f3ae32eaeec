import { packNibbles, withNibble } from "core/nibbles";
import { seeded } from "fakes/random";
import { fitsExactly, written } from "fakes/room";
import { statusOf } from "fakes/status";
import { ChannelFeed, FIELDS, Update } from "feed/payload";
import { equal, fromHex, ok, test } from "harness";

/** field1 to field8 of `count` and what else there is. */
function update(count: number, status: string, time: number): Update {
	const made = new Update();
	made.clear();
	for (let field = 0; field < count; field++) made.values[field] = -10.5 * field;
	made.digits = packNibbles(new Array(FIELDS).fill(2));
	made.status = status === "" ? undefined : statusOf(...fromHex(status));
	made.time = time;
	return made;
}

const TIME = Date.UTC(2026, 10, 22, 10, 3, 5);
const STATUSES = ["", "61", "6f 6b 20 c3 a9"];

for (const time of [0, TIME]) {
	for (const status of STATUSES) {
		test(`channel feed: fits exactly or is -1, at every length (status of ${status.length} digits, time ${time})`, () => {
			for (let count = 0; count <= FIELDS; count++) {
				if (count === 0 && status === "") continue;
				const feed = new ChannelFeed(update(count, status, time));
				fitsExactly(
					written((target, at) => feed.encode(target, at)),
					(target, at) => feed.encode(target, at),
				);
			}
		});
	}
}

test("channel feed: the longest one of 8 fields, 255 bytes of status and a created_at fits ThingSpeak's 3000 bytes", () => {
	const made = new Update();
	made.values.fill(-1_234_567_890.123_456);
	made.digits = packNibbles(new Array(FIELDS).fill(6));
	made.status = statusOf(...new Uint8Array(255).fill(0xff));
	made.time = TIME;
	const feed = new ChannelFeed(made);
	const end = feed.encode(new Uint8Array(3_000), 0);
	equal(end, 8 * "&field1=-1234567890.123456".length - 1 + "&status=".length + 3 * 255 + "&created_at=".length + 24);
});

test("channel feed: whatever the values are, it names each field once, in order, with a number", () => {
	const random = seeded(7);
	for (let round = 0; round < 500; round++) {
		const made = new Update();
		const names: string[] = [];
		for (let field = 0; field < FIELDS; field++) {
			const finite = random() < 0.7;
			made.values[field] = finite ? (random() - 0.5) * 10 ** Math.floor(random() * 9) : Number.NaN;
			made.digits = withNibble(made.digits, field, Math.floor(random() * 7));
			if (finite) names.push(`field${field + 1}`);
		}
		const feed = new ChannelFeed(made);
		if (names.length === 0) continue;
		const pairs = written((target, at) => feed.encode(target, at)).split("&");
		equal(
			pairs.map((pair) => pair.slice(0, pair.indexOf("="))),
			names,
		);
		for (const pair of pairs) ok(isDecimal(pair.slice(pair.indexOf("=") + 1)), pair);
	}
});

function isDecimal(text: string): boolean {
	const digits = text.startsWith("-") ? text.slice(1) : text;
	const [whole, ...fraction] = digits.split(".");
	return fraction.length <= 1 && [whole, ...fraction].every((part) => part.length > 0 && [...part].every(isDigit));
}

function isDigit(character: string): boolean {
	return character >= "0" && character <= "9";
}
