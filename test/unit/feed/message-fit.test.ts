import { packNibbles } from "core/nibbles";
import { fitsExactly, written } from "fakes/room";
import { Message } from "feed/message";
import { ChannelFeed, FIELDS, MESSAGE_MAX, Update } from "feed/payload";
import { compileTemplate, Slot, Template } from "feed/template";
import { equal, test } from "harness";
import { utf8 } from "../../vectors/outbound";

const NAMES = Array.from({ length: 8 }, (_, i) => utf8(`q${i}`));
const SLOTS = [Slot.Fields, Slot.Field, Slot.Value, Slot.Iso, Slot.Ms, Slot.Uptime, Slot.Rssi];

function update(): Update {
	const made = new Update();
	made.values.fill(-10.5);
	made.digits = packNibbles(new Array(FIELDS).fill(2));
	made.time = Date.UTC(2026, 10, 22);
	made.live.set([1, Number.NaN]);
	return made;
}

for (const text of ['{{fields},"t":"{time}","rssi":{rssi}}', "{field} {value} {ms} {uptime} {rssi}", "plain"]) {
	test(`message: ${text} fits exactly or is -1, at every length`, () => {
		const template = compileTemplate(text, { constants: {}, slots: SLOTS, braces: true });
		if (!template.ok) throw new Error(template.error);
		const message = new Message(update(), template.value, NAMES);
		fitsExactly(
			written((target, at) => message.encode(target, at)),
			(target, at) => message.encode(target, at),
		);
	});
}

test("channel feed: with position and a status of placeholders it fits exactly or is -1, at every length", () => {
	const made = update();
	made.position = utf8("lat=47.1&long=-8.55&elevation=430");
	made.status = new Template([utf8("up "), Slot.Uptime, utf8(" é"), Slot.Rssi]);
	const feed = new ChannelFeed(made);
	const text = written((target, at) => feed.encode(target, at));
	equal(
		text.slice(text.indexOf("&lat")),
		"&lat=47.1&long=-8.55&elevation=430&status=up%201%20%C3%A9-&created_at=2026-11-22T00%3A00%3A00Z",
	);
	fitsExactly(text, (target, at) => feed.encode(target, at));
});

test("channel feed: a position alone is no update", () => {
	const made = new Update();
	made.clear();
	made.position = utf8("lat=47.1&long=8.5");
	equal(new ChannelFeed(made).encode(new Uint8Array(256), 0), -1);
});

test("channel feed: a message above ThingSpeak's 3000 bytes does not encode, whatever room there is", () => {
	const made = new Update();
	made.clear();
	made.values[0] = 1;
	const fits = MESSAGE_MAX - "field1=1&".length;
	made.position = new Uint8Array(fits).fill(0x61);
	equal(new ChannelFeed(made).encode(new Uint8Array(4_000), 500), 500 + MESSAGE_MAX);
	made.position = new Uint8Array(fits + 1).fill(0x61);
	equal(new ChannelFeed(made).encode(new Uint8Array(4_000), 500), -1);
});
