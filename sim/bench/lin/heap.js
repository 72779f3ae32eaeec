/**
 * Counts the heap of a build for Linux (-p lin), without a change to the firmware: the SDK runs modules named setup/* before main and waits for `done`. A line a second
 * on standard output, `heap <slots> <bytes of chunks>`; the first is what is there before main.
 */
export default function setup(done) {
	native("xs_fieldfeed_heap").call(this);
	done();
}
