import { ResetReason, type System } from "health/system";

/** A board's supervisor that remembers over resets, as RTC memory does. */
export class FakeSystem implements System {
	reason: ResetReason = ResetReason.PowerOn;
	retained = new Uint8Array(32).fill(0x5a);
	watched = false;
	feeds = 0;
	restarts = 0;
	marks = 0;
	/** When set, feeding throws, which nothing of a System may. */
	broken = false;

	resetReason(): ResetReason {
		return this.reason;
	}
	readRetained(target: Uint8Array): void {
		target.set(this.retained);
	}
	writeRetained(source: Uint8Array): void {
		this.retained = source.slice();
	}
	watch(): boolean {
		this.watched = true;
		return true;
	}
	feed(): void {
		if (this.broken) throw new Error("broken");
		this.feeds++;
	}
	restart(): void {
		this.restarts++;
		this.reason = ResetReason.Software;
	}
	markValid(): void {
		this.marks++;
	}
	freePort(): void {}
	storageFault(): number {
		return 0;
	}
	eraseStorage(): boolean {
		return true;
	}
	freeMemory(): number {
		return 123_456;
	}
}
