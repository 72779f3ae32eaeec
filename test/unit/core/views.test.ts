import { Views } from "core/views";
import { equal, ok, test } from "harness";

const buffer = Uint8Array.from({ length: 64 }, (_, i) => i);

test("views: the same end gives the same view, made once", () => {
	const views = new Views();
	const view = views.of(buffer, 3, 7);
	equal([...view], [3, 4, 5, 6]);
	ok(views.of(buffer, 3, 7) === view, "made again");
});

test("views: sixteen ends in a row are kept, and one that is sixteen further takes a place", () => {
	const views = new Views();
	const kept = Array.from({ length: 16 }, (_, i) => views.of(buffer, 2, 10 + i));
	for (let i = 0; i < 16; i++) ok(views.of(buffer, 2, 10 + i) === kept[i], `end ${10 + i}`);
	equal([...views.of(buffer, 24, 26)], [24, 25]);
	ok(views.of(buffer, 2, 10) !== kept[0], "kept for ever");
	equal(views.of(buffer, 2, 10).length, 8);
	ok(views.of(buffer, 2, 11) === kept[1], "another one had to go");
});

test("views: another buffer, or another start, has a view of its own", () => {
	const views = new Views();
	const view = views.of(buffer, 3, 7);
	const other = Uint8Array.from(buffer);
	ok(views.of(other, 3, 7) !== view, "of the first buffer");
	equal([...views.of(other, 4, 7)], [4, 5, 6]);
	equal([...views.of(buffer.subarray(1), 3, 7)], [4, 5, 6, 7]);
});

test("views: all of a buffer is itself, and takes no view's place", () => {
	const views = new Views();
	const message = views.of(buffer, 2, 18);
	const ping = Uint8Array.of(0xc0, 0);
	ok(views.of(ping, 0, 2) === ping, "copied");
	ok(views.of(buffer, 2, 18) === message, "driven out");
});
