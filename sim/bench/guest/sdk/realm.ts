import device from "./device";
import { now } from "./now";

/** 2026-11-22T10:00:00Z. */
const EPOCH = 1_795_341_600_000;

/** What the realm is before the firmware sees it. Imported before it. */
Object.assign(globalThis, {
	device,
	System: Object.freeze({ resolve: () => undefined }),
	trace: () => undefined,
});
Date.now = () => EPOCH + now.ticks;
