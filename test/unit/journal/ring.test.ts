import { equal, test } from "harness";
import { NOWHERE, PLACE, Ring } from "journal/ring";

test("ring: its memory grows with what waits, up to its places; links, bytes and ages stay", () => {
	const ring = new Ring(11, 3);
	const places: number[] = [];
	for (let i = 0; i < ring.rows; i++) {
		const place = ring.take(100 + i);
		ring.view.setUint8(place * PLACE, 200 + i);
		if (i > 0) ring.link(places[i - 1], place);
		places.push(place);
		equal(ring.view.byteLength <= Math.max(3, 2 * places.length) * PLACE, true);
	}
	equal([ring.used, ring.view.byteLength], [11, 11 * PLACE]);
	equal(new Set(places).size, 11);
	for (let i = 0, at = places[0]; i < ring.rows; i++, at = ring.after(at))
		equal([at, ring.age(at), ring.view.getUint8(at * PLACE)], [places[i], 100 + i, 200 + i]);
	equal(ring.after(places[10]), NOWHERE);
});

test("ring: places that were given back come before more memory", () => {
	const ring = new Ring(32, 2);
	const first = ring.take(0);
	ring.take(1);
	ring.release(first);
	for (let i = 0; i < 100; i++) ring.release(ring.take(i));
	equal([ring.used, ring.view.byteLength], [1, 2 * PLACE]);
});
