import Timer from "timer";

/** From one count to the next. */
const INTERVAL_MS = 1_000;

/**
 * Counts the heap of a build for Linux (-p lin), heap.c, without a change to the firmware: the SDK runs modules named setup/* before main and waits
 * for `done`. The first count is what is there before main.
 */
export default function setup(done) {
	Timer.repeat(tell, INTERVAL_MS);
	tell();
	done();
}

/** Collects garbage and writes a line to standard output: `heap <slots> <bytes of chunks>`. */
function tell() {
	native("xs_fieldfeed_heap_tell").call(this);
}
