import { Views } from "core/views";
import { equal, ok, test } from "harness";

const buffer = Uint8Array.from({ length: 64 }, (_, i) => i);

test("views: the same end gives the same view, made once", () => {
	const views = new Views(buffer);
	const view = views.upTo(7, 3);
	equal([...view], [3, 4, 5, 6]);
	ok(views.upTo(7, 3) === view, "made again");
});

test("views: sixteen ends in a row are kept, and one that is sixteen further takes a place", () => {
	const views = new Views(buffer);
	const kept = Array.from({ length: 16 }, (_, i) => views.upTo(10 + i, 2));
	for (let i = 0; i < 16; i++) ok(views.upTo(10 + i, 2) === kept[i], `end ${10 + i}`);
	equal([...views.upTo(26, 24)], [24, 25]);
	ok(views.upTo(10, 2) !== kept[0], "kept for ever");
	equal(views.upTo(10, 2).length, 8);
	ok(views.upTo(11, 2) === kept[1], "another one had to go");
});
