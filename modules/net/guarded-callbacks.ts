import type { Guard } from "core/guard";
import type { LinkFailure } from "core/network";
import type { LinkCallbacks, LinkState } from "net/link";

/**
 * A link's callbacks to `owner`, behind `guard`. A link speaks so seldom that each call may make a little garbage: functions made once would be in
 * memory for ever.
 */
export class GuardedCallbacks implements LinkCallbacks {
	private readonly guard: Guard;
	private readonly owner: LinkCallbacks;

	constructor(guard: Guard, owner: LinkCallbacks) {
		this.guard = guard;
		this.owner = owner;
	}

	onFound(ssid: string, rssi: number): void {
		this.guard.wrap(() => this.owner.onFound(ssid, rssi))();
	}

	onScanned(): void {
		this.guard.wrap(() => this.owner.onScanned())();
	}

	onState(state: LinkState, failure: LinkFailure): void {
		this.guard.wrap(() => this.owner.onState(state, failure))();
	}
}
